import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** Raw bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
});

/** The article's own folded tokens, written with array_to_tsvector; PostgreSQL's parser never sees the text. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const id = () => uuid().primaryKey();
export const moment = () => timestamp({ withTimezone: true, mode: "date" });
export const createdAt = () => moment().notNull().defaultNow();
