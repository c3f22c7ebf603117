/*
 * Loaded into the n8n process before n8n itself (`node --require`). The IPC channel to the process that started it closes however
 * that process ends, including kill -9; without this, n8n would go on running with nobody to stop it. It is killed instead of
 * asked to end, with its whole process group: its log has no reader any more, and an n8n that cannot write its log spins forever.
 */
process.once('disconnect', () => {
	process.kill(-process.pid, 'SIGKILL');
});
