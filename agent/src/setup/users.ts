/** Users of this machine, from /etc/passwd. */

import { readFileSync } from 'node:fs';

export interface User {
  name: string;
  uid: number;
  gid: number;
  home: string;
}

/** Returns null if the user is missing. @param passwd in the format of /etc/passwd */
export function findUser(name: string, passwd = readFileSync('/etc/passwd', 'utf8')): User | null {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([each]) => each === name);
  if (!fields || fields.length < 7) return null;
  const [, , uid, gid, , home] = fields;
  return { name, uid: Number(uid), gid: Number(gid), home: home as string };
}
