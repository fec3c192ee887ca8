/** Why both networks of Meta are off until the officer switches them on. Shown in the credential and in every refusal. */
export const META_WHY = 'владелец сети, компания Meta, признан в России экстремистской организацией (решение суда от 21.03.2022), сеть заблокирована';
