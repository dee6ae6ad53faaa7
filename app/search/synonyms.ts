/**
 * What this field calls by several names. A search for any of `terms` also finds the others. `includes` are narrower
 * names: they are found by it, and do not find it (DRG finds MS-DRG). A term is a word or a phrase as people write it;
 * matching folds case, accents and endings. A two-letter term means only itself: ED does not begin "education".
 */
export type Synonyms = { readonly terms: readonly string[]; readonly includes?: readonly string[] };

export const synonyms: readonly Synonyms[] = [
  // What the person does
  { terms: ["HCC", "risk adjustment", "hierarchical condition category"], includes: ["CMS-HCC", "HHS-HCC", "RxHCC"] },
  {
    terms: [
      "CDI",
      "clinical documentation integrity",
      "clinical documentation improvement",
      "clinical documentation specialist",
    ],
  },
  { terms: ["HIM", "health information management"] },
  { terms: ["ROI", "release of information"] },
  { terms: ["A/R", "accounts receivable"] },
  { terms: ["prior auth", "prior authorization", "preauthorization", "pre-authorization", "precertification"] },
  { terms: ["RCM", "revenue cycle", "revenue cycle management"] },
  { terms: ["QA", "quality assurance"] },
  { terms: ["CTR", "ODS", "cancer registrar", "cancer registry", "tumor registry"] },
  { terms: ["AI", "artificial intelligence"] },

  // Where the charts come from
  { terms: ["ED", "ER", "emergency department", "emergency room"] },
  { terms: ["IP", "inpatient", "in-patient"] },
  { terms: ["OP", "outpatient", "out-patient"] },
  { terms: ["pro fee", "profee", "professional fee", "PB", "professional billing"] },
  { terms: ["ASC", "ambulatory surgery", "ambulatory surgical center", "ambulatory surgery center", "surgicenter"] },
  { terms: ["SNF", "skilled nursing"] },
  { terms: ["IRF", "inpatient rehabilitation", "inpatient rehab"] },
  { terms: ["LTCH", "LTACH", "long-term care hospital", "long term acute care"] },
  { terms: ["FQHC", "federally qualified health center"] },
  { terms: ["RHC", "rural health clinic"] },
  { terms: ["DME", "durable medical equipment", "DMEPOS"] },
  { terms: ["OBS", "observation"] },
  { terms: ["home health", "homecare", "home care"] },
  { terms: ["behavioral health", "mental health", "psychiatry", "psychiatric"] },
  { terms: ["telehealth", "telemedicine"] },

  // Specialties
  { terms: ["E/M", "E&M", "EM coding", "evaluation and management"] },
  { terms: ["IR", "interventional radiology"], includes: ["IVR", "CIRCC", "RCCIR"] },
  { terms: ["ENT", "otolaryngology"] },
  { terms: ["OB/GYN", "OBGYN", "obstetrics and gynecology", "obstetrics gynecology"] },
  { terms: ["GI", "gastroenterology"] },
  { terms: ["ortho", "orthopedic", "orthopedics", "orthopaedic", "orthopaedics"] },
  { terms: ["peds", "pediatric", "pediatrics", "paediatrics"] },
  { terms: ["cardio", "cardiology"] },
  { terms: ["CVT", "cardiothoracic", "cardiovascular and thoracic"] },
  { terms: ["heme/onc", "hem/onc", "hematology oncology", "hematology and oncology"] },
  { terms: ["rad onc", "radiation oncology"] },
  { terms: ["derm", "dermatology"] },
  { terms: ["ICU", "critical care", "intensive care"] },
  { terms: ["neuro", "neurosurgery", "neurological surgery"] },
  { terms: ["podiatry", "foot and ankle"] },
  { terms: ["anesthesia", "anesthesiology", "anaesthesia"] },

  // Code sets, tools and the work itself
  { terms: ["ICD", "ICD-10", "ICD10", "ICD 10"], includes: ["ICD-10-CM", "ICD-10-PCS", "ICD10CM", "ICD10PCS"] },
  { terms: ["ICD-10-CM", "ICD10CM", "ICD-10CM", "ICD 10 CM"] },
  { terms: ["ICD-10-PCS", "ICD10PCS", "ICD-10PCS", "ICD 10 PCS"] },
  { terms: ["HCPCS", "HCPCS II", "HCPCS level II"] },
  { terms: ["DRG", "diagnosis related group"], includes: ["MS-DRG", "APR-DRG", "MSDRG", "APRDRG"] },
  { terms: ["MS-DRG", "MSDRG", "MS DRG"] },
  { terms: ["APR-DRG", "APRDRG", "APR DRG"] },
  { terms: ["POA", "present on admission"] },
  { terms: ["NCCI", "CCI edits", "correct coding initiative"] },
  { terms: ["RVU", "relative value unit"] },
  { terms: ["EHR", "EMR", "electronic health record", "electronic medical record"] },
  { terms: ["CAC", "computer assisted coding", "computer-assisted coding"] },
  { terms: ["Cerner", "Oracle Health"] },
  { terms: ["3M", "Solventum"] },
  { terms: ["Allscripts", "Veradigm"] },
  { terms: ["360 Encompass", "3M 360", "Solventum 360"] },

  // Terms of work and of entering the field
  { terms: ["remote", "WFH", "work from home", "telecommute", "telework"] },
  { terms: ["on-site", "onsite"] },
  { terms: ["PRN", "per diem"] },
  { terms: ["full-time", "full time", "FT"] },
  { terms: ["part-time", "part time"] },
  { terms: ["1099", "independent contractor"] },
  { terms: ["W-2", "W2"] },
  { terms: ["apprentice", "apprenticeship"], includes: ["CPC-A", "COC-A"] },
  { terms: ["extern", "externship"] },
  { terms: ["CPC-A", "CPCA"] },
  { terms: ["CCS-P", "CCSP"] },
  { terms: ["COC", "CPC-H"] },
  { terms: ["CEU", "continuing education"] },
];
