import { simpleParser, type AddressObject } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

import { takeFault } from './faults';
import type { Store } from './state';

/** Takes every mail and keeps it; sends none on. Listens on loopback. */
export async function startMailbox(store: Store, port: number): Promise<{ port: number; close(): Promise<void> }> {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onAuth: (_auth, _session, done) => {
			done(null, { user: 'sandbox' });
		},
		onData: (stream, session, done) => {
			store.count('smtp');
			const fault = takeFault(store, 'smtp');
			simpleParser(stream)
				.then((mail) => {
					if (fault && fault.kind !== '500-after') return done(Object.assign(new Error('Requested action not taken'), { responseCode: fault.code ?? 451 }));
					store.state.mails.push({
						id: store.nextId(),
						at: new Date().toISOString(),
						from: addresses(mail.from).join(', '),
						to: session.envelope.rcptTo.map((one) => one.address.toLowerCase()),
						subject: mail.subject ?? '',
						text: mail.text ?? '',
						html: mail.html || '',
						attachments: mail.attachments.map((one) => ({ name: one.filename ?? '', bytes: one.size })),
					});
					store.save();
					return done(fault ? Object.assign(new Error('Requested action not taken'), { responseCode: fault.code ?? 451 }) : null);
				})
				.catch((error: unknown) => {
					done(error instanceof Error ? error : new Error(String(error)));
				});
		},
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			resolve();
		});
	});
	return {
		port: (server.server.address() as AddressInfo).port,
		close: async () => {
			await new Promise<void>((resolve) => {
				server.close(resolve);
			});
		},
	};
}

const addresses = (value: AddressObject | AddressObject[] | undefined): string[] => [value ?? []].flat().flatMap((one) => one.value.map((each) => each.address ?? each.name));
