export const chromiumFlags: string[];
export function findChromium(options?: { install?: boolean; out?: NodeJS.WriteStream }): Promise<string>;
