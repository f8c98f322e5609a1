/** A part of the product that operators can switch off, for all or for one organisation. */
export interface Feature {
  label: string;
  /** What happens while it is off. */
  whileOff: string;
  /** What somebody is told who asks for it then. */
  refusal: string;
  /** An organisation can be set apart. Not so for what comes before there is one. */
  perTenant: boolean;
}

export const FEATURE_NAMES = ["sign_up", "uploads", "webhooks_out"] as const;
export type FeatureName = (typeof FEATURE_NAMES)[number];

export const FEATURES: Record<FeatureName, Feature> = {
  sign_up: {
    label: "Sign-up",
    whileOff: "Nobody can make a new organisation. Operators still can.",
    refusal: "New organisations cannot be made at the moment. Try again later.",
    perTenant: false,
  },
  uploads: {
    label: "Uploads",
    whileOff: "No upload begins. Those under way are completed, and what is there is read and processed.",
    refusal: "Files cannot be uploaded at the moment. Nothing is lost: try again later.",
    perTenant: true,
  },
  webhooks_out: {
    label: "Webhooks",
    whileOff: "No webhook is sent. They wait, and go out in their order once it is on again.",
    refusal: "Webhooks are not sent at the moment.",
    perTenant: true,
  },
};
