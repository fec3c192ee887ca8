const unit = require('./jest.config.js');

/** Tests in a real n8n with a browser: one file at a time, each with an n8n of its own, minutes long. Run by scripts/e2e.ts. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	transform: unit.transform,
	maxWorkers: 1,
	testTimeout: 300_000,
	// Streams of n8n and the browser may close a moment after the last test.
	forceExit: true,
	verbose: true,
};
