const { cpSync, existsSync, statSync } = require('node:fs');

/** What tsc does not carry over to dist, by folder: icons, codex files and output schemas of the nodes, icons of the credentials, data. */
const ASSETS = {
	nodes: /\.svg$|\.png$|\.node\.json$|\/__schema__\/.*\.json$/u,
	credentials: /\.svg$|\.png$/u,
	data: /(?<!README\.md)$/u,
};

exports['build:assets'] = async function buildAssets() {
	for (const [folder, wanted] of Object.entries(ASSETS)) {
		if (!existsSync(folder)) continue;
		cpSync(folder, `dist/${folder}`, {
			recursive: true,
			filter: (path) => statSync(path).isDirectory() || wanted.test(path),
		});
	}
};
