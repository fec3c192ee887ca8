/** Loaded into n8n before itself (`NODE_OPTIONS=--require`): at SIGUSR2 it collects its garbage and writes what is left into the folder HEAP_FOLDER. */
const { writeFileSync, renameSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const folder = process.env.HEAP_FOLDER;

if (folder !== undefined) {
	process.on('SIGUSR2', () => {
		// Twice: what the first run finalises is free only in the second.
		collect();
		collect();
		const target = join(folder, `${process.pid}.json`);
		writeFileSync(`${target}.part`, JSON.stringify(process.memoryUsage()));
		renameSync(`${target}.part`, target);
	});
}
