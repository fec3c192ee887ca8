/** Keys and numbers of the stand-ins: public, worthless outside the sandbox, the same after every reset. */
export const SANDBOX = {
	im: { token: 'sandbox-im-token' },
	vk: {
		groupId: 77_000_001,
		groupName: 'Администрация посёлка (песочница)',
		userId: 77_000_900,
		communityToken: 'sandbox-vk-community-token',
		userToken: 'sandbox-vk-user-token',
		serviceToken: 'sandbox-vk-service-token',
		callbackConfirmation: 'sandbox1',
		callbackSecret: 'sandbox-vk-callback-secret',
	},
	ok: {
		groupId: '70000000001001',
		groupName: 'Администрация посёлка (песочница)',
		adminId: '570000000901',
		applicationKey: 'SANDBOXOKAPPLICATION',
		applicationSecretKey: 'SANDBOXOKSECRET000000001',
		accessToken: 'sandbox-ok-access-token',
		botToken: 'sandbox-ok-bot-token',
	},
	meta: {
		version: 'v26.0',
		pageId: '610000000000001',
		pageName: 'Администрация посёлка (песочница)',
		instagramUserId: '17841400000000001',
		instagramName: 'admin_posyolok_sandbox',
		pageToken: 'sandbox-meta-page-token',
		appSecret: 'sandbox-meta-app-secret',
	},
	messengers: { maxToken: 'sandbox-max-token', telegramToken: '77000:sandbox-telegram-token' },
} as const;
