import type { Outputs } from "@/components/api/api-provider";

export type Outlets = Outputs["outlets"]["list"];
export type Outlet = Outlets[number];
export type Gaps = Outputs["outlets"]["gaps"];
export type Gap = Gaps[number];
