/** «куратор; глава;» → its parts, without the spaces around them and without empty ones. */
export const partsOf = (text: string, separator: RegExp): string[] => text.split(separator).map((one) => one.trim()).filter(Boolean);
