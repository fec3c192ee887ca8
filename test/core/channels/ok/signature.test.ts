import { okSecret, okSignature } from '../../../../core/channels/ok/signature';

const PARAMETERS = { application_key: 'ABCDEFGHIGKLMNOPK', format: 'json', method: 'events.get' };

describe('OK’s signature', () => {
	it('is the published one with the secret made of token and application key', () => {
		const accessToken = '-s-84W-s3egarWUsbkq-IWTucuedzTKT8VUXIA.s4Xx8IW7';
		const secret = okSecret({ accessToken, applicationSecretKey: 'ABC123DEF456GHI789JKL123', sessionSecretKey: '' });
		expect(secret).toBe('b1a2b89707a94624c43afae67d59274c');
		expect(okSignature(PARAMETERS, secret)).toBe('232c8eb921951c4dba9b72606f9ddb4c');
		// The token is sent, and not signed.
		expect(okSignature({ ...PARAMETERS, access_token: accessToken }, secret)).toBe('232c8eb921951c4dba9b72606f9ddb4c');
	});

	it('is the published one with the secret of a session', () => {
		const secret = okSecret({ accessToken: 'x', applicationSecretKey: 'y', sessionSecretKey: 'ae5362b5b588cc7294c2414d71b74d5d' });
		expect(okSignature(PARAMETERS, secret)).toBe('03a41413523ea8092507949d6e711963');
	});

	it('takes the parameters by name, whatever their order, and Russian as UTF-8', () => {
		const secret = 's';
		expect(okSignature({ b: '2', a: 'ё' }, secret)).toBe(okSignature({ a: 'ё', b: '2' }, secret));
		expect(okSignature({ a: 'ё' }, secret)).not.toBe(okSignature({ a: 'е' }, secret));
	});

	it('has no secret where nothing is known to make it of', () => {
		expect(okSecret({ accessToken: 'x', applicationSecretKey: '', sessionSecretKey: '' })).toBe('');
	});
});
