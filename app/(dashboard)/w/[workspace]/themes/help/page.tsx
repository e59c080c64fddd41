import type { Metadata } from "next";
import { RuleHelpScreen } from "@/components/themes/rule-help-screen";

export const metadata: Metadata = { title: "The rule language" };

export default function RuleHelpPage() {
  return <RuleHelpScreen />;
}
