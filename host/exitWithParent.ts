/*
 * Loaded into n8n before n8n itself (`node --require`). The channel to the process that started it closes however that
 * process ends, kill -9 included; without this, n8n would live on with nobody to stop it. It is not asked but killed,
 * with its whole process group: its log goes nowhere any more, and n8n that cannot write its log spins forever.
 */
process.once('disconnect', () => {
	process.kill(-process.pid, 'SIGKILL');
});
