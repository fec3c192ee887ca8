import { escapeHtml } from './escape';

/**
 * A whole page to print or to file: nothing is loaded from outside.
 *
 * @param body markup that is already safe; @param style CSS of ours
 */
export const htmlDocument = (title: string, style: string, body: string): string =>
	`<!doctype html>\n<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>\n`;
