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
	},
} as const;
