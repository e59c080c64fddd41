export function buildAddress(host: string, port: number): string;
export function isThemeline(address: string): Promise<boolean>;
export function checkPort(wanted: { host: string; port: number; dataDir: string }): Promise<"free" | "themeline" | "taken" | "forbidden" | "unknown-host">;
