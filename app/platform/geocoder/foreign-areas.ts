/**
 * What postings call a place outside the United States and no list of countries has: short forms, continents and sales
 * regions, Canada's provinces. Ontario is left out: written alone it is more often California's.
 */
export const foreignAreas: readonly string[] = [
  ..."UK England Scotland Wales Northern-Ireland Great-Britain UAE Korea Holland Czech-Republic Türkiye".split(" "),
  ..."Europe EU EMEA APAC LATAM Latin-America South-America Central-America Asia Africa Oceania MENA".split(" "),
  ..."British-Columbia Alberta Saskatchewan Manitoba Quebec New-Brunswick Nova-Scotia Newfoundland".split(" "),
  ..."AB BC CAN MB NB NL NS ON QC SK".split(" "),
];
