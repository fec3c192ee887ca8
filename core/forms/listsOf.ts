/** Lists of labels by what they depend on, made once for their owner (a table, a taxonomy): the same list gives the same options and the same JSON on hundreds of pages. */
export function listsOf(): (owner: object) => Map<string, readonly string[]> {
	const all = new WeakMap<object, Map<string, readonly string[]>>();
	return (owner) => {
		const lists = all.get(owner) ?? new Map<string, readonly string[]>();
		all.set(owner, lists);
		return lists;
	};
}
