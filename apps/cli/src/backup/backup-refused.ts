/** The backup or the restore cannot be made as asked; nothing was changed. The message is one sentence for the caller. */
export class BackupRefused extends Error {}

/** What was copied differs from the original, or what is in the folder is damaged. What was a backup before still is one. */
export class BackupFailed extends Error {}

export const anotherLog = (folder: string): BackupRefused =>
  new BackupRefused(`${folder} holds the backup of another log: name another folder`);
