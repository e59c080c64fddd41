/** A theme that a new workspace begins with; `rule` is source in the rule language. */
export interface StartingTheme {
  readonly name: string;
  readonly rule: string;
  /** Whether readers are asked what stance an article takes. */
  readonly asksStance: boolean;
}

const ASSET_TRANSFERS = `# Frozen or seized assets of a state or of people under sanctions, and what is done with them
(frozen OR immobili?ed OR immobili?ing OR immobili?ation OR unfreez* OR unfroze*) NEAR/5 (asset OR assets OR reserves OR fund OR funds OR money OR accounts OR billion OR billions)
OR SENTENCE(
  (seiz* OR confiscat* OR expropriat* OR repurpos* OR transfer* OR use OR uses OR using OR windfall OR proceeds OR profits OR interest) NEAR/7 (asset OR assets OR reserves)
  AND (Russia* OR Moscow OR Kremlin OR oligarch* OR sanction* OR frozen OR "central bank" OR Ukrain* OR Euroclear)
)
OR "reparation loan" OR "reparations loan" OR "reparative loan" OR "reparative loans"`;

const REARMAMENT = `# Armies being built up: arms deliveries, military aid, defence budgets, arms production
rearm* OR "re arm" OR "re arming" OR "re armament" OR remilitari* OR "arms race" OR "arms build up" OR "arms buildup"
OR (rebuild* OR rebuilt OR strengthen* OR bolster* OR boost* OR reinforc* OR moderni?e* OR moderni?ing OR expand* OR upgrad* OR equip*) NEAR/5 (military OR army OR "armed forces" OR defences OR defenses OR arsenal* OR "air defen?e")
OR "military aid" OR "military assistance" OR "lethal aid" OR "security assistance"
OR (supply OR supplies OR supplied OR supplying OR deliver* OR donat* OR ship OR shipment* OR send OR sends OR sending OR provid*) NEAR/5 (weapon OR weapons OR weaponry OR arms OR ammunition OR munitions OR howitzer* OR tanks)
OR (defen?e OR military) NEAR/2 (spending OR budget* OR expenditure*)`;

const SANCTIONS_EFFECTIVENESS = `# Whether sanctions work: their effect, their failure, how they are evaded
SENTENCE(
  sanction* NEAR/10 (effective* OR ineffective* OR fail* OR impact OR effects OR bite OR bites OR biting OR hurt* OR crippl* OR toll OR backfir* OR evad* OR evasion OR circumvent* OR bypass* OR loophole* OR withstand* OR weather* OR resilien* OR adapt*)
  OR (despite OR "in spite of" OR notwithstanding) BEFORE/6 sanction*
)`;

const CEASEFIRE_DIPLOMACY = `# Talks and plans to stop the fighting
SENTENCE(
  (ceasefire* OR "cease fire" OR "cease fires" OR truce* OR armistice*) NOT (violat* OR breach*)
)
OR "peace talks" OR "peace negotiation" OR "peace negotiations" OR "peace plan" OR "peace deal" OR "peace agreement" OR "peace proposal" OR "peace settlement" OR "peace summit"`;

/** The four themes of a new workspace. General: none of them is about one article, outlet or year. */
export const STARTING_THEMES: readonly StartingTheme[] = [
  { name: "Asset transfers", rule: ASSET_TRANSFERS, asksStance: false },
  { name: "Rearmament", rule: REARMAMENT, asksStance: false },
  { name: "Sanctions effectiveness", rule: SANCTIONS_EFFECTIVENESS, asksStance: true },
  { name: "Ceasefire diplomacy", rule: CEASEFIRE_DIPLOMACY, asksStance: false },
];
