"use client";

import type { RuleReading } from "@/components/themes/read-rule";
import { RuleLines } from "@/components/themes/rule-source";
import { useRuleReading } from "@/components/themes/use-rule-reading";

/** A saved rule to read, coloured as soon as the rule language is there. */
export function ShownRule({ source, first, className }: { source: string; first?: RuleReading; className?: string }) {
  return <RuleLines source={source} segments={useRuleReading(source, first).segments} className={className} />;
}
