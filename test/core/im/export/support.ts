/** Windows-1251 bytes of a text, as Russian Excel writes CSV: Node only decodes it. */
export function encodeCp1251(text: string): Buffer {
	const table = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_one, code) => code));
	return Buffer.from([...text].map((sign) => Math.max(0, table.indexOf(sign))));
}
