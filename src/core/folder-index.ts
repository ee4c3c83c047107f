/** The index that a granted folder has in itself. */

/**
 * Why it is not written or deleted. `permission`: the browser must ask first, or the user has refused. `readOnly`: disk
 * or system refuse. `full`: there is no room. `gone`: the folder is not there.
 */
export type IndexTrouble = 'permission' | 'readOnly' | 'full' | 'gone' | 'failed';
