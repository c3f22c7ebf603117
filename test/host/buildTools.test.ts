import { ensureBuildTools } from '../../host/buildTools';

const options = (present: string[]): Parameters<typeof ensureBuildTools>[0] => ({
	cwd: __dirname,
	log: () => undefined,
	isThere: (command) => present.includes(command),
	mayInstall: () => false,
});

describe('ensureBuildTools', () => {
	it('does nothing when python3, make and g++ are there', async () => {
		await expect(ensureBuildTools(options(['python3', 'make', 'g++']))).resolves.toBeUndefined();
	});

	it('names what is missing and how to install it when it may not install', async () => {
		const attempt = ensureBuildTools(options(['make']));
		await expect(attempt).rejects.toThrow(/lacks: python3, g\+\+\.\n.*apt-get install -y python3 make g\+\+/);
	});
});
