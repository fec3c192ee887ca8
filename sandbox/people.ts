import type { Store } from './state';

/** Names → numbers, kept beside the state: ten thousand authors are looked up, not gone through. */
const indexes = new WeakMap<Store['state'], Map<string, string>>();

function indexOf(store: Store): Map<string, string> {
	const known = indexes.get(store.state);
	if (known) return known;
	const made = new Map(Object.entries(store.state.people).map(([id, name]) => [name, id]));
	indexes.set(store.state, made);
	return made;
}

/** The same name is the same person; a new one gets a number. */
export function authorOf(store: Store, given: { readonly id?: string; readonly name?: string }): { id: string; name: string } {
	const name = given.name ?? 'Житель Посёлка';
	const index = indexOf(store);
	const id = given.id ?? index.get(name) ?? String(500_000 + store.nextId());
	store.state.people[id] = name;
	index.set(name, id);
	return { id, name };
}
