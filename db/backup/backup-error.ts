/** Why a backup or a restore is refused or was given up; its message is for the person at the terminal. */
export class BackupError extends Error {}
