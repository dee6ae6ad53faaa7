import type { JobFunction } from "~/vocabulary/work.ts";
import { random } from "./random.ts";

export const givenNames =
  "Adaeze Alicia Amara Anders Annika Beatriz Benedict Bethany Bram Calvin Camille Carmen Cedric Celeste Chidi Clara Colette Damian Darlene Deepa Delphine Denise Dmitri Dolores Dorothy Eamon Edith Elias Elena Esme Everett Farah Felix Fiona Francesca Garrett Gloria Grace Greta Hannah Harriet Hector Hugo Ingrid Irene Isabel Ivan Jamal Janelle Jerome Joanna Josephine Juno Kamala Katya Keith Kendra Lamar Leila Leonard Linnea Lorenzo Lucille Mabel Malik Marcus Margit Matilda Mei Miriam Naomi Nathaniel Nelson Nina Odette Olga Omar Opal Oscar Paloma Patrice Pearl Percy Philippa Priya Quentin Rafael Ramona Reuben Rhoda Roland Rosalind Ruth Samir Selma Simone Solomon Sunita Sylvia Tamika Tobias Ursula Valerie Vera Victor Violet Wanda Wesley Winifred Xavier Yolanda Yusuf Zelda".split(
    " ",
  );

export const familyNames =
  "Abara Achebe Adeyemi Aldana Ashworth Baptiste Barrow Bell Bianchi Birch Bledsoe Boateng Brandt Bui Calloway Cardenas Castellano Chau Chavez Clary Coburn Dacosta Dalton Deshmukh Diallo Dubois Eastman Ekström Endicott Espinoza Fairchild Farrow Fenwick Figueroa Finch Fofana Garza Gentry Gorman Guerrero Haddad Halvorsen Hargrove Hatch Hollis Holm Ibarra Iverson Jacoby Joshi Kaplan Kerrigan Kimura Kowalczyk Krol Laird Lindqvist Lockwood Lomax Macias Mahoney Marsh Mbeki Mercado Montoya Moss Nakamura Ndiaye Novak Okafor Olander Ortega Oyelaran Paquette Park Pell Pereira Petrov Pham Quintero Quigley Ramsey Rasmussen Redd Rivera Rourke Saldana Santoro Shaw Sikora Solberg Stroud Szabo Tanaka Tate Thibodeaux Torres Trask Udall Vance Varga Villanueva Voss Waddell Whitaker Wójcik Xiong Yancey Yoder Zamora Zeller".split(
    " ",
  );

const roles: Record<JobFunction, readonly string[]> = {
  coder: ["the coding lead", "coding supervisor", "lead coder"],
  auditor: ["the audit lead", "quality manager"],
  "cdi-specialist": ["documentation manager", "the documentation lead"],
  "risk-adjustment": ["risk adjustment lead", "manager of chart review"],
  denials: ["the denials lead", "appeals manager"],
  "charge-capture": ["revenue integrity manager", "the charge lead"],
  biller: ["billing supervisor", "the billing lead"],
  "accounts-receivable": ["receivables supervisor", "follow-up lead"],
  "prior-authorization": ["authorization supervisor", "the authorization lead"],
  compliance: ["compliance officer", "director of compliance"],
  educator: ["head of education", "the education lead"],
  manager: ["director of revenue cycle", "director of health information"],
  him: ["health information manager", "the records supervisor"],
  "cancer-registry": ["registry manager", "lead registrar"],
  "ai-validator": ["head of coding quality", "the validation lead"],
};

/** Who leads a kind of work at an employer: the same person in each of its jobs. */
export function leadOf(employer: string, jobFunction: JobFunction): { name: string; role: string } {
  const chance = random(`lead of ${jobFunction} at ${employer}`);
  return { name: `${chance.pick(givenNames)} ${chance.pick(familyNames)}`, role: chance.pick(roles[jobFunction]) };
}
