import type { z } from 'zod';

import { DeskError } from '../../../errors';
import { readChecked, type ReadingBook } from '../../collect/reading';
import { tokenFor, vkCall, VK_NAME, type VkClient } from '../call';
import { vkErrors } from '../errors';

const BOOK: ReadingBook = {
	name: VK_NAME,
	prefix: 'VK',
	errors: vkErrors,
	ofOnePlace: new Set([15, 18, 30, 100, 210, 212, 900, 917, 919]),
	wayOut: {
		5: 'Выпустите новый ключ и впишите его в учётные данные «VK API».',
		7: 'Дайте ключу нужные права (стена, сообщения сообщества) и впишите его заново.',
		8: 'Проверьте адрес и версию в учётных данных «VK API».',
		14: 'Войдите ВКонтакте владельцем ключа в браузере и введите код с картинки; приём продолжится сам.',
		15: 'Проверьте, что ключ выдан администратором этого сообщества.',
		17: 'Войдите ВКонтакте владельцем ключа и подтвердите вход.',
		27: 'Нужен ключ пользователя или сервисный ключ: впишите его в учётные данные «VK API».',
		28: 'Нужен ключ сообщества или ключ пользователя: впишите его в учётные данные «VK API».',
		203: 'Проверьте номер сообщества в учётных данных «VK API».',
	},
};

/** A page of VK's, read and checked. `onePlace`: see readChecked. Errors VK_<code>, VK_NO_ANSWER, VK_SHAPE, VK_TOKEN_MISSING. */
export const vkRead = <T>(client: VkClient, method: string, parameters: Readonly<Record<string, string>>, shape: z.ZodType<T, z.ZodTypeDef, unknown>, onePlace = false): Promise<T> =>
	readChecked(client.clock, BOOK, () => vkCall(client, method, parameters), shape, onePlace);

/** The settings a source cannot do without. Errors VK_GROUP_MISSING, VK_TOKEN_MISSING. */
export function checkReading(client: VkClient, ...methods: readonly string[]): void {
	const { groupId } = client.settings;
	if (!Number.isInteger(groupId) || groupId <= 0) throw new DeskError('VK_GROUP_MISSING', 'В учётных данных «VK API» не указан номер сообщества.', 'Впишите номер: без него не узнать, что читать и где свои ответы.');
	for (const method of methods) {
		try {
			tokenFor(client.settings, method);
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
			throw new DeskError(error.code, error.message, 'Впишите ключ или выключите этот вид сообщений в узле.', error.details);
		}
	}
}
