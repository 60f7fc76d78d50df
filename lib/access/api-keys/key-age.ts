/** The longest life of a long-term key, in days: a leap year. IAM would take a hundred years. */
export const MAX_KEY_AGE_DAYS = 366;
