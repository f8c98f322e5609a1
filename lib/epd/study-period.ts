/** Reference study periods that whole-life carbon is told for, years, and who asks for them. */
export const STUDY_PERIODS = [50, 60] as const;
export type StudyPeriod = (typeof STUDY_PERIODS)[number];

export const STUDY_PERIOD_SOURCE: Record<StudyPeriod, string> = {
  50: "DGNB System, criterion ENV1.1 (building life cycle assessment)",
  60: "RICS, Whole life carbon assessment for the built environment, 2nd edition (2023)",
};

export const studyPeriodOf = (years: number): StudyPeriod => (years === 50 ? 50 : 60);
