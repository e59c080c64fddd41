import { assetTransfers } from "@/server/core/demo/texts/asset-transfers";
import { ceasefireDiplomacy } from "@/server/core/demo/texts/ceasefire-diplomacy";
import { councils, transport } from "@/server/core/demo/texts/councils-and-transport";
import { economy, technology } from "@/server/core/demo/texts/economy-and-technology";
import { germanBackground } from "@/server/core/demo/texts/german-background";
import { germanThemes } from "@/server/core/demo/texts/german-themes";
import { health, schools } from "@/server/core/demo/texts/health-and-schools";
import { rearmament } from "@/server/core/demo/texts/rearmament";
import { sanctionsEffectiveness } from "@/server/core/demo/texts/sanctions-effectiveness";
import { culture, sport } from "@/server/core/demo/texts/sport-and-culture";
import type { Subject } from "@/server/core/demo/texts/subject-shape";
import { ukrainianBackground } from "@/server/core/demo/texts/ukrainian-background";
import { ukrainianThemes } from "@/server/core/demo/texts/ukrainian-themes";
import { nature, weather } from "@/server/core/demo/texts/weather-and-nature";

export const backgroundSubjects: readonly Subject[] = [
  economy, technology, weather, nature, sport, culture, health, schools, councils, transport, ...germanBackground, ...ukrainianBackground,
];

/** A theme's texts in each language carry the theme's name as their key. */
export const themeSubjects: readonly Subject[] = [
  assetTransfers, rearmament, sanctionsEffectiveness, ceasefireDiplomacy, ...germanThemes, ...ukrainianThemes,
];
