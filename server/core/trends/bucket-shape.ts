import { z } from "zod";
import { BUCKETS } from "@/server/core/trends/buckets";

export const bucketShape = z.enum(BUCKETS);
