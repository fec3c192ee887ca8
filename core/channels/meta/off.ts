import type { NotPublished } from '../types';
import { META_NAMES, type MetaNetwork, type MetaSettings } from './call';
import { META_WHY } from './why';

/** Is this network switched on by the administration? */
export const isOn = (settings: Pick<MetaSettings, 'facebookOn' | 'instagramOn'>, network: MetaNetwork): boolean => (network === 'facebook' ? settings.facebookOn : settings.instagramOn);

/** Until it is, its replies are published by hand, and the reason is said. */
export const offOutcome = (network: MetaNetwork): NotPublished => ({
	outcome: 'byHand',
	code: `${network.toUpperCase()}_OFF`,
	message: `${META_NAMES[network]} выключен: ${META_WHY}. Ответ публикуется вручную.`,
	hint: 'Скопируйте текст, опубликуйте его по ссылке и внесите ссылку на ответ. Включить сеть может ИТ-специалист в учётных данных «Facebook и Instagram API», если так решит администрация.',
});
