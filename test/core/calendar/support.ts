import { DeskError } from '../../../core/errors';

/** The code of the DeskError that `act` throws; fails the test when it throws nothing or something else. */
export function refusal(act: () => unknown): string {
	try {
		act();
	} catch (error) {
		if (error instanceof DeskError) {
			expect(error.message).toMatch(/[а-яё]/i);
			expect(error.hint).toMatch(/[а-яё]/i);
			return error.code;
		}
		throw error;
	}
	throw new Error('nothing was refused');
}
