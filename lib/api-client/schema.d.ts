// Written by `npm run generate:client` from the API description. Do not edit.

export interface paths {
  "/api/admin/accounts/reset-second-factor": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Take a person's lost second factor away, at all of their organisations */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { email: string; reason: string } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { ended: number } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/archival-runs": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The runs of archival and how far they are */
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                run_id: string;
                trigger: "nightly" | "operator";
                as_of: string;
                status: "running" | "completed" | "failed";
                tenant: { id: string; slug: string } | null;
                requested_by: string;
                tenants: number;
                started_at: string;
                finished_at: string | null;
                classes: {
                  completed_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  failed_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  temporary_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  logs: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                };
              }[];
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/archival-runs/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A run of archival, its organisations and why things were not moved */
    get: {
      parameters: {
        query?: { details?: "true" | "false" };
        header?: never;
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              run_id: string;
              trigger: "nightly" | "operator";
              as_of: string;
              status: "running" | "completed" | "failed";
              tenant: { id: string; slug: string } | null;
              requested_by: string;
              tenants: number;
              started_at: string;
              finished_at: string | null;
              classes: {
                completed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                failed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                temporary_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                logs: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
              };
              by_tenant?: {
                tenant: { id: string; slug: string };
                status: "running" | "completed" | "failed";
                classes: {
                  completed_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  failed_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  temporary_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  logs: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                };
              }[];
              reasons?: { code: string; status: "skipped" | "failed"; reason: string; count: number }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/archive-files": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Archive what is due, of one organisation or all; 202 where it takes longer */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: { "application/json": { tenant?: string; as_of?: string; dry_run?: boolean } };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              run_id: string | null;
              status: "running" | "completed" | "failed";
              classes: {
                completed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                failed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                temporary_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                logs: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
              };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/coupons": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Every coupon */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                code: string;
                percent_off: string | null;
                amount_off: { amount: string; currency: string } | null;
                months: number | null;
                redeem_by: string | null;
                is_active: boolean;
                redeemed: number;
              }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Create a coupon */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            code: string;
            percent_off?: string;
            amount_off?: { amount: string; currency: string };
            months?: number | null;
            redeem_by?: string | null;
          };
        };
      };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              code: string;
              percent_off: string | null;
              amount_off: { amount: string; currency: string } | null;
              months: number | null;
              redeem_by: string | null;
              is_active: boolean;
              redeemed: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/coupons/{code}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** End a coupon; whoever has redeemed it keeps it */
    delete: {
      parameters: { query?: never; header?: never; path: { code: string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/errors": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Errors of the platform by fingerprint, those seen last first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          cursor?: string;
          state?: "open" | "resolved" | "ignored";
          service?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                fingerprint: string;
                type: string;
                message: string;
                service: string;
                route: string | null;
                job: string | null;
                frame: string | null;
                count: number;
                first_seen: string;
                last_seen: string;
                last_trace_id: string | null;
                trace_kept: boolean;
                tenants: { id: string; slug: string | null }[];
                tenant_count: number;
                state: "open" | "resolved" | "ignored";
                marked: { state: "resolved" | "ignored"; at: string; by: string | null } | null;
              }[];
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/errors/{fingerprint}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** One error with its newest traces */
    get: {
      parameters: { query?: never; header?: never; path: { fingerprint: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              fingerprint: string;
              type: string;
              message: string;
              service: string;
              route: string | null;
              job: string | null;
              frame: string | null;
              count: number;
              first_seen: string;
              last_seen: string;
              last_trace_id: string | null;
              trace_kept: boolean;
              tenants: { id: string; slug: string | null }[];
              tenant_count: number;
              state: "open" | "resolved" | "ignored";
              marked: { state: "resolved" | "ignored"; at: string; by: string | null } | null;
              traces: {
                trace_id: string;
                name: string;
                tenant: { id: string; slug: string | null } | null;
                started_at: string;
                duration_ms: number;
              }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Mark an error as resolved or ignored, or open it again */
    patch: {
      parameters: { query?: never; header?: never; path: { fingerprint: string }; cookie?: never };
      requestBody: { content: { "application/json": { state: "open" | "resolved" | "ignored" } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              fingerprint: string;
              type: string;
              message: string;
              service: string;
              route: string | null;
              job: string | null;
              frame: string | null;
              count: number;
              first_seen: string;
              last_seen: string;
              last_trace_id: string | null;
              trace_kept: boolean;
              tenants: { id: string; slug: string | null }[];
              tenant_count: number;
              state: "open" | "resolved" | "ignored";
              marked: { state: "resolved" | "ignored"; at: string; by: string | null } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/admin/features": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Features that can be switched off, as they stand */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                name: "sign_up" | "uploads" | "webhooks_out";
                label: string;
                while_off: string;
                per_tenant: boolean;
                is_on: boolean;
                changed: { is_on: boolean; changed_by: string | null; changed_at: string } | null;
                overrides: {
                  is_on: boolean;
                  changed_by: string | null;
                  changed_at: string;
                  tenant: { slug: string; name: string };
                }[];
              }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/features/{name}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Switch a feature off or on for all organisations */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: { name: "sign_up" | "uploads" | "webhooks_out" };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { is_on: boolean } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/admin/features/{name}/overrides/{slug}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Switch a feature for one organisation, or as for all again */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: { name: "sign_up" | "uploads" | "webhooks_out"; slug: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { is_on: boolean | null } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/admin/generate-invoices": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Make the invoices of a month */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: { "application/json": { period?: string; tenant?: string; finalize?: boolean } };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              run_id: string;
              period: string;
              created: number;
              existing: number;
              failed: number;
              failures: { tenant: string; reason: string }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/incidents": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Incidents and planned maintenance, newest first */
    get: {
      parameters: {
        query?: { state?: "open" | "resolved"; limit?: number; cursor?: string };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                kind: "incident" | "maintenance";
                title: string;
                affects: (
                  | "pages"
                  | "transfers"
                  | "processing"
                  | "similar"
                  | "mail"
                  | "webhooks"
                  | "archive"
                )[];
                impact: "operational" | "degraded" | "down";
                state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                starts_at: string;
                ends_at: string | null;
                resolved_at: string | null;
                updates: {
                  state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                  text: string;
                  at: string;
                }[];
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Tell everybody of an incident, or of planned maintenance */
    post: {
      parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            kind?: "incident" | "maintenance";
            title: string;
            affects: ("pages" | "transfers" | "processing" | "similar" | "mail" | "webhooks" | "archive")[];
            impact?: "operational" | "degraded" | "down";
            state?: "investigating" | "identified" | "monitoring";
            text: string;
            starts_at?: string;
            ends_at?: string;
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              kind: "incident" | "maintenance";
              title: string;
              affects: ("pages" | "transfers" | "processing" | "similar" | "mail" | "webhooks" | "archive")[];
              impact: "operational" | "degraded" | "down";
              state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
              starts_at: string;
              ends_at: string | null;
              resolved_at: string | null;
              updates: {
                state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                text: string;
                at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/incidents/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Correct an open incident: its title, what is affected, its window */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            title?: string;
            affects?: ("pages" | "transfers" | "processing" | "similar" | "mail" | "webhooks" | "archive")[];
            impact?: "operational" | "degraded" | "down";
            starts_at?: string;
            ends_at?: string;
          };
        };
      };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/admin/incidents/{id}/resolve": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Resolve an incident, or end or call off maintenance, with a last word */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody: { content: { "application/json": { text: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              kind: "incident" | "maintenance";
              title: string;
              affects: ("pages" | "transfers" | "processing" | "similar" | "mail" | "webhooks" | "archive")[];
              impact: "operational" | "degraded" | "down";
              state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
              starts_at: string;
              ends_at: string | null;
              resolved_at: string | null;
              updates: {
                state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                text: string;
                at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/incidents/{id}/updates": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Say what is new of an open incident */
    post: {
      parameters: {
        query?: never;
        header?: { "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": { state?: "investigating" | "identified" | "monitoring"; text: string };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              kind: "incident" | "maintenance";
              title: string;
              affects: ("pages" | "transfers" | "processing" | "similar" | "mail" | "webhooks" | "archive")[];
              impact: "operational" | "degraded" | "down";
              state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
              starts_at: string;
              ends_at: string | null;
              resolved_at: string | null;
              updates: {
                state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                text: string;
                at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/invoice-runs": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Invoice runs and their progress */
    get: {
      parameters: { query?: { limit?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                period: string;
                status: "running" | "completed" | "interrupted";
                tenants: number;
                created: number;
                existing: number;
                failed: number;
                failures: { tenant: string; reason: string }[];
                started_at: string;
                finished_at: string | null;
              }[];
              tenants: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/invoices": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Invoices of all organisations */
    get: {
      parameters: {
        query?: {
          status?: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
          tenant?: string;
          q?: string;
          period?: string;
          limit?: number;
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                tenant: { id: string; slug: string; name: string };
                number: string | null;
                reason: "period" | "credit_note";
                corrects_id: string | null;
                plan: "free" | "pro" | "enterprise";
                billing_period_start: string;
                billing_period_end: string;
                status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
                due_date: string | null;
                total_amount: { amount: string; currency: string };
                paid_amount: { amount: string; currency: string };
                remaining: { amount: string; currency: string };
                created_at: string;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/invoices/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An invoice of any organisation with its lines and timeline */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              number: string | null;
              reason: "period" | "credit_note";
              corrects_id: string | null;
              plan: "free" | "pro" | "enterprise";
              currency: string;
              billing_period_start: string;
              billing_period_end: string;
              base_price: { amount: string; currency: string };
              usage_charges: { amount: string; currency: string };
              discount: { amount: string; currency: string };
              subtotal: { amount: string; currency: string };
              tax_rate: string;
              tax_amount: { amount: string; currency: string };
              total_amount: { amount: string; currency: string };
              paid_amount: { amount: string; currency: string };
              reverse_charge: boolean;
              status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
              due_date: string | null;
              finalised_at: string | null;
              sent_at: string | null;
              paid_at: string | null;
              notes: string;
              locale: "en" | "de";
              line_items: {
                kind: "base" | "usage" | "discount" | "adjustment" | "tax";
                metric: "files" | "storage" | "api_calls" | "archive" | "restores" | null;
                usage_period: string | null;
                description: string;
                quantity: string;
                unit: string;
                unit_price: string;
                amount: { amount: string; currency: string };
                usage_query: { kind: string; from: string; to: string } | null;
              }[];
              pdf_url: string | null;
              payment_url: string | null;
              seller: {
                name: string;
                address: string | null;
                country: string | null;
                tax_id: string | null;
              } | null;
              buyer: {
                name: string;
                address: string | null;
                country: string | null;
                tax_id: string | null;
              } | null;
              created_at: string;
              timeline: { kind: string; occurred_at: string; detail: Record<string, string> }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/invoices/{id}/credit-notes": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Credit a final invoice, in whole or in part */
    post: {
      parameters: {
        query?: never;
        header?: { "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": { lines: "all" | { position: number; amount?: string }[]; reason: string };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              number: string | null;
              reason: "period" | "credit_note";
              corrects_id: string | null;
              plan: "free" | "pro" | "enterprise";
              currency: string;
              billing_period_start: string;
              billing_period_end: string;
              base_price: { amount: string; currency: string };
              usage_charges: { amount: string; currency: string };
              discount: { amount: string; currency: string };
              subtotal: { amount: string; currency: string };
              tax_rate: string;
              tax_amount: { amount: string; currency: string };
              total_amount: { amount: string; currency: string };
              paid_amount: { amount: string; currency: string };
              reverse_charge: boolean;
              status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
              due_date: string | null;
              finalised_at: string | null;
              sent_at: string | null;
              paid_at: string | null;
              notes: string;
              locale: "en" | "de";
              line_items: {
                kind: "base" | "usage" | "discount" | "adjustment" | "tax";
                metric: "files" | "storage" | "api_calls" | "archive" | "restores" | null;
                usage_period: string | null;
                description: string;
                quantity: string;
                unit: string;
                unit_price: string;
                amount: { amount: string; currency: string };
                usage_query: { kind: string; from: string; to: string } | null;
              }[];
              pdf_url: string | null;
              payment_url: string | null;
              seller: {
                name: string;
                address: string | null;
                country: string | null;
                tax_id: string | null;
              } | null;
              buyer: {
                name: string;
                address: string | null;
                country: string | null;
                tax_id: string | null;
              } | null;
              created_at: string;
              timeline: { kind: string; occurred_at: string; detail: Record<string, string> }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/invoices/{id}/payments": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Record a payment that came by another way than the card */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody: {
        content: { "application/json": { amount: string; reference: string; received_at?: string } };
      };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              number: string | null;
              status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
              total_amount: { amount: string; currency: string };
              paid_amount: { amount: string; currency: string };
              remaining: { amount: string; currency: string };
              paid_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/invoices/{id}/uncollectible": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Write off an invoice that will not be paid */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              number: string | null;
              status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
              total_amount: { amount: string; currency: string };
              paid_amount: { amount: string; currency: string };
              remaining: { amount: string; currency: string };
              paid_at: string | null;
            };
          };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/invoices/{id}/void": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Void an invoice that was never owed */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              number: string | null;
              status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
              total_amount: { amount: string; currency: string };
              paid_amount: { amount: string; currency: string };
              remaining: { amount: string; currency: string };
              paid_at: string | null;
            };
          };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/job-attempts": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Failed attempts of jobs, retried or not, newest first */
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string; function?: string; tenant?: string };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                trace_id: string;
                span_id: string;
                run_id: string | null;
                function: string;
                step: string | null;
                attempt: number;
                final: boolean;
                tenant: { id: string; slug: string | null } | null;
                file_id: string | null;
                started_at: string;
                duration_ms: number;
                error_type: string | null;
                error_message: string | null;
                fingerprint: string | null;
              }[];
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/jobs": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Job runs of all organisations by status */
    get: {
      parameters: {
        query?: {
          status?:
            | "queued"
            | "ready"
            | "running"
            | "sleeping"
            | "waiting"
            | "parked"
            | "completed"
            | "failed"
            | "cancelled";
          function?: string;
          before?: number;
          limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              engine: "embedded" | "inngest";
              items: {
                id: string;
                function: string;
                tenant: { id: string; slug: string } | null;
                event: { name: string; data: Record<string, unknown> };
                status:
                  | "queued"
                  | "ready"
                  | "running"
                  | "sleeping"
                  | "waiting"
                  | "parked"
                  | "completed"
                  | "failed"
                  | "cancelled";
                error: { name: string; message: string } | null;
                trace: { id: string; kept: boolean; fingerprint: string | null } | null;
                created_at: string;
                started_at: string | null;
                finished_at: string | null;
              }[];
              total: number;
              next: string | null;
              failed: { function: string; runs: number }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/jobs/replay": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Try the failed runs of one function again, 200 at a time */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { function: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { replayed: number; skipped: number; remaining: number } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/jobs/{id}/replay": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Try a failed job run again; what it has done stays done */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/log": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What operators did, newest first */
    get: {
      parameters: {
        query?: { actor?: string; action?: string; tenant?: string; limit?: number; cursor?: string };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                at: string;
                actor: { id: string; name: string | null };
                action: string;
                tenant: { id: string; slug: string | null } | null;
                detail: Record<string, unknown>;
                ip: string | null;
                trace_id: string | null;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/operators": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The operators of the platform */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                email: string;
                name: string;
                has_second_factor: boolean;
                is_disabled: boolean;
                sessions: number;
                last_seen_at: string | null;
                created_at: string;
              }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Invite an operator: a password for the first sign-in, answered this once */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { email: string; name: string; password?: string } } };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: { "application/json": { id: string; email: string; name: string; password: string } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/operators/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Disable an operator, or let one in again */
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody: { content: { "application/json": { disabled: boolean } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/admin/operators/{id}/reset": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Reset an operator's second factor and password */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { id: string; email: string; name: string; password: string } };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/operators/{id}/sessions": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Sign an operator out everywhere */
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { ended: number } } };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/overview": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How the whole platform does */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              month: string;
              tenants: {
                total: number;
                active: number;
                suspended: number;
                by_plan: Partial<Record<"free" | "pro" | "enterprise", number>>;
              };
              revenue: {
                currency: string;
                this_month: { amount: string; currency: string };
                last_month: { amount: string; currency: string };
              }[];
              receivables: {
                currency: string;
                open: { amount: string; currency: string };
                open_invoices: number;
                overdue: { amount: string; currency: string };
                overdue_invoices: number;
              }[];
              usage: {
                storage_used: number;
                files_processed: number;
                api_calls: number;
                browser_calls: number;
              };
              jobs: {
                workers: number;
                slots: number;
                runs: Record<string, number>;
                failed_last_day: number;
                oldest_waiting_seconds: number | null;
                outbox_pending: number;
                outbox_lag_seconds: number | null;
              };
              usage_conflicts: number;
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/plans": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Every version of every plan */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: "free" | "pro" | "enterprise";
                name: string;
                valid_from: string;
                monthly_price: { amount: string; currency: string };
                file_limit: number;
                storage_limit: number;
                api_calls_limit: number;
                archive_limit: number;
                storage_cap: number;
                api_calls_cap: number;
                archive_cap: number;
                seat_limit: number | null;
                extra_file: { amount: string; currency: string };
                extra_gib: { amount: string; currency: string };
                extra_1k_api_calls: { amount: string; currency: string };
                extra_archive_gib: { amount: string; currency: string };
                restored_gib: { amount: string; currency: string };
              }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Add a version of a plan, in force from the first of a coming month */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            id: "free" | "pro" | "enterprise";
            currency?: string;
            valid_from: string;
            name?: string;
            monthly_price: string;
            file_limit: number;
            storage_limit: number;
            archive_limit?: number;
            extra_archive_gib?: string;
            restored_gib?: string;
            api_calls_limit: number;
            extra_file: string;
            extra_gib: string;
            extra_1k_api_calls: string;
            seat_limit?: number | null;
            cap_factor?: number;
          };
        };
      };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: "free" | "pro" | "enterprise";
              name: string;
              valid_from: string;
              monthly_price: { amount: string; currency: string };
              file_limit: number;
              storage_limit: number;
              api_calls_limit: number;
              archive_limit: number;
              storage_cap: number;
              api_calls_cap: number;
              archive_cap: number;
              seat_limit: number | null;
              extra_file: { amount: string; currency: string };
              extra_gib: { amount: string; currency: string };
              extra_1k_api_calls: { amount: string; currency: string };
              extra_archive_gib: { amount: string; currency: string };
              restored_gib: { amount: string; currency: string };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/slow-requests": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Requests and stretches of jobs that took too long */
    get: {
      parameters: {
        query?: {
          limit?: number;
          cursor?: string;
          sort?: "newest" | "slowest";
          kind?: "request" | "job";
          tenant?: string;
          name?: string;
          hours?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                trace_id: string;
                span_id: string;
                name: string;
                service: string;
                tenant: { id: string; slug: string | null } | null;
                started_at: string;
                duration_ms: number;
                status: "ok" | "error";
                http_status: number | null;
              }[];
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/slow-requests/by-name": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Which requests and jobs took too long most often */
    get: {
      parameters: {
        query?: { kind?: "request" | "job"; tenant?: string; hours?: number };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                name: string;
                count: number;
                p95_ms: number;
                max_ms: number;
                failed: number;
                last_at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/tenants": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Organisations with plan, usage and unpaid invoices */
    get: {
      parameters: {
        query?: { q?: string; state?: "active" | "suspended"; limit?: number; after?: string };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                tenant_id: string;
                slug: string;
                name: string;
                plan: "free" | "pro" | "enterprise";
                is_active: boolean;
                suspended_for_payment: boolean;
                currency: string;
                tax_rate: string;
                reverse_charge: boolean;
                storage_used: number;
                storage_quota: number;
                archive_used: number;
                archive_quota: number;
                api_calls: number;
                api_quota: number;
                files_processed: number;
                files: number;
                open_invoices: number;
                overdue_invoices: number;
                revenue_12_months: { amount: string; currency: string };
                created_at: string;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Create an organisation */
    post: {
      parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            slug: string;
            plan?: "free" | "pro" | "enterprise";
            admin_email: string;
            admin_password?: string;
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              tenant_id: string;
              slug: string;
              url: string;
              admin: { email: string; password: string | null };
              api_key: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/tenants/{slug}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An organisation with its terms, the month so far, discounts and what operators changed */
    get: {
      parameters: { query?: never; header?: never; path: { slug: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              tenant_id: string;
              slug: string;
              name: string;
              plan: "free" | "pro" | "enterprise";
              is_active: boolean;
              suspended_for_payment: boolean;
              currency: string;
              tax_rate: string;
              reverse_charge: boolean;
              storage_used: number;
              storage_quota: number;
              archive_used: number;
              archive_quota: number;
              api_calls: number;
              api_quota: number;
              files_processed: number;
              files: number;
              open_invoices: number;
              overdue_invoices: number;
              revenue_12_months: { amount: string; currency: string };
              created_at: string;
              url: string;
              domain: string | null;
              account: {
                legal_name: string | null;
                address: string | null;
                country: string | null;
                tax_id: string | null;
                contacts: string[];
                currency: string;
                tax_percent: string;
                reverse_charge: boolean;
                card: { brand: string; last4: string } | null;
                card_payments: boolean;
              };
              plan_state: {
                plan: "free" | "pro" | "enterprise";
                currency: string;
                since: string;
                trial_ends_at: string | null;
                storage_cap: number;
                api_calls_cap: number;
                archive_cap: number;
                waiting: { plan: "free" | "pro" | "enterprise"; effective_at: string } | null;
              };
              plan_history: {
                plan: "free" | "pro" | "enterprise";
                effective_at: string;
                trial_ends_at: string | null;
                requested_by: string;
                applied: boolean;
              }[];
              discounts: {
                code: string;
                percent_off: string | null;
                amount_off: { amount: string; currency: string } | null;
                first_period: string;
                last_period: string | null;
              }[];
              month: {
                plan: "free" | "pro" | "enterprise";
                currency: string;
                current_period: { start: string; end: string };
                usage: {
                  files: { used: number; limit: number; percentage: number; projected: number };
                  storage: {
                    used: number;
                    limit: number;
                    percentage: number;
                    projected: number;
                    quota: number;
                    average_gib: number;
                  };
                  archive: {
                    used: number;
                    limit: number;
                    percentage: number;
                    projected: number;
                    quota: number;
                    average_gib: number;
                  };
                  restores: { used: number };
                  api_calls: {
                    used: number;
                    limit: number;
                    percentage: number;
                    projected: number;
                    quota: number;
                  };
                  browser_calls: { used: number };
                };
              };
              projection: {
                base_price: { amount: string; currency: string };
                usage_charges: { amount: string; currency: string };
                usage_by_metric: {
                  files: { amount: string; currency: string };
                  storage: { amount: string; currency: string };
                  api_calls: { amount: string; currency: string };
                  archive: { amount: string; currency: string };
                  restores: { amount: string; currency: string };
                };
                discount: { amount: string; currency: string };
                tax_amount: { amount: string; currency: string };
                total_amount: { amount: string; currency: string };
              };
              changes: {
                id: string;
                at: string;
                by: string;
                action: string;
                target: { type: string; id: string };
                detail: Record<string, unknown>;
                before: Record<string, unknown> | null;
                after: Record<string, unknown> | null;
                trace_id: string | null;
              }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete an organisation with everything it has; with dry_run only tell what would go */
    delete: {
      parameters: {
        query?: { dry_run?: "true" | "false" };
        header?: never;
        path: { slug: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              tenant_id: string;
              slug: string;
              name: string;
              deleted: boolean;
              files: number;
              storage_bytes: number;
              members: number;
              invoices: { drafts: number; kept: number };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change an organisation's plan, caps, tax, currency, trial, suspension or custom domain */
    patch: {
      parameters: { query?: never; header?: never; path: { slug: string }; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            plan?: "free" | "pro" | "enterprise";
            storage_quota?: number;
            archive_quota?: number;
            api_quota?: number;
            tax_rate?: number | string;
            reverse_charge?: boolean;
            currency?: string;
            trial_ends_at?: string | null;
            suspended?: boolean;
            domain?: string | null;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              tenant_id: string;
              slug: string;
              domain: string | null;
              plan: "free" | "pro" | "enterprise";
              storage_quota: number;
              archive_quota: number;
              api_quota: number;
              tax_rate: string;
              reverse_charge: boolean;
              currency: string;
              is_active: boolean;
              trial_ends_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/admin/tenants/{slug}/support-sessions": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Enter an organisation that allows it, to look */
    post: {
      parameters: { query?: never; header?: never; path: { slug: string }; cookie?: never };
      requestBody: { content: { "application/json": { reason: string } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { "application/json": { url: string } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/traces/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** One trace with its spans */
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              trace_id: string;
              root_name: string;
              reason: "error" | "slow" | "processing";
              tenant: { id: string; slug: string | null } | null;
              file_id: string | null;
              started_at: string;
              duration_ms: number;
              status: "ok" | "error";
              error_type: string | null;
              error_fingerprint: string | null;
              dropped_spans: number;
              spans: {
                span_id: string;
                parent_span_id: string | null;
                name: string;
                kind: "internal" | "server" | "client" | "producer" | "consumer";
                service: string;
                started_at: string;
                offset_ms: number;
                duration_ms: number;
                status: "unset" | "ok" | "error";
                attributes: Record<string, unknown>;
                events: { name: string; at: string; attributes: Record<string, unknown> }[];
                links: { trace_id: string; span_id: string }[];
              }[];
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/usage-conflicts": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Usage events that were refused, beside the counted ones */
    get: {
      parameters: {
        query?: { state?: "open" | "resolved"; limit?: number; cursor?: string };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                tenant: { id: string; slug: string; name: string };
                key: string;
                refused: {
                  kind:
                    | "file_uploaded"
                    | "file_processed"
                    | "api_call"
                    | "browser_call"
                    | "storage_delta"
                    | "archive_delta"
                    | "restore"
                    | "estimate";
                  quantity: string;
                  occurred_at: string;
                  received_at: string;
                };
                counted: {
                  kind:
                    | "file_uploaded"
                    | "file_processed"
                    | "api_call"
                    | "browser_call"
                    | "storage_delta"
                    | "archive_delta"
                    | "restore"
                    | "estimate";
                  quantity: string;
                  occurred_at: string;
                  received_at: string;
                  source: "platform" | "import" | "request";
                } | null;
                resolved_at: string | null;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/usage-conflicts/{id}/resolve": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Mark a usage conflict as settled */
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              tenant: { id: string; slug: string; name: string };
              key: string;
              refused: {
                kind:
                  | "file_uploaded"
                  | "file_processed"
                  | "api_call"
                  | "browser_call"
                  | "storage_delta"
                  | "archive_delta"
                  | "restore"
                  | "estimate";
                quantity: string;
                occurred_at: string;
                received_at: string;
              };
              counted: {
                kind:
                  | "file_uploaded"
                  | "file_processed"
                  | "api_call"
                  | "browser_call"
                  | "storage_delta"
                  | "archive_delta"
                  | "restore"
                  | "estimate";
                quantity: string;
                occurred_at: string;
                received_at: string;
                source: "platform" | "import" | "request";
              } | null;
              resolved_at: string | null;
            };
          };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/admin/usage-events": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Import usage of an organisation */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            tenant: string;
            events: {
              key: string;
              kind: "file_processed" | "file_uploaded" | "api_call" | "storage_delta";
              quantity: number;
              occurred_at: string;
            }[];
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { accepted: number; duplicates: number; conflicts: number } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/analytics/dashboard": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation, or a project, at a glance */
    get: {
      parameters: {
        query?: { from?: string; to?: string; project_id?: string | "none" };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              total_files: number;
              files_by_status: Record<string, number>;
              files_processed: number;
              total_estimates: number;
              storage_used: number;
              storage_quota: number;
              api_usage: number;
              api_quota: number;
              subscription_tier: string;
              quotas: {
                metric: "files" | "storage" | "api_calls" | "archive";
                used: number;
                limit: number;
                percentage: number;
              }[];
              range: { from: string; to: string };
              in_range: { files: number; estimates: number };
              activity: { date: string; files: number; estimates: number }[];
              trends: {
                date: string;
                files_uploaded: number;
                files_processed: number;
                api_calls: number;
                browser_calls: number;
                estimates: number;
                storage_used: number;
                archive_used: number;
                restored: number;
                cost_estimated: string;
                carbon_calculated: string;
              }[];
              per_m2: {
                currency: string;
                step: "day" | "week" | "month";
                all: {
                  cost: { low: string; median: string; high: string; estimates: number } | null;
                  carbon_kg: { low: number; median: number; high: number; estimates: number } | null;
                };
                items: {
                  from: string;
                  to: string;
                  cost: { low: string; median: string; high: string; estimates: number } | null;
                  carbon_kg: { low: number; median: number; high: number; estimates: number } | null;
                }[];
                left_out: Partial<
                  Record<
                    "calculating" | "no_floor_area" | "other_currency" | "unpriced" | "no_carbon",
                    number
                  >
                >;
              };
              by_project: {
                currency: string;
                items: {
                  id: string | null;
                  name: string | null;
                  files: number;
                  estimates: number;
                  cost: string;
                  other_currency: number;
                  carbon_kg: number;
                  storage_bytes: number;
                }[];
                others: {
                  projects: number;
                  files: number;
                  estimates: number;
                  cost: string;
                  other_currency: number;
                  carbon_kg: number;
                  storage_bytes: number;
                } | null;
                total: {
                  files: number;
                  estimates: number;
                  cost: string;
                  other_currency: number;
                  carbon_kg: number;
                  storage_bytes: number;
                };
              };
              latest_files: {
                file_id: string;
                filename: string;
                format: "ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv";
                size: number;
                sha256: string | null;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                failure: { code: string; message: string } | null;
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
                storage_class: "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                archived_at: string | null;
                keep_hot: boolean;
                legal_hold: boolean;
                project_id: string | null;
                temporary: boolean;
                expires_at: string | null;
                created_at: string;
                uploaded_at: string | null;
                processed_at: string | null;
              }[];
              latest_estimates: {
                id: string;
                origin: "file" | "manual";
                file_id: string | null;
                project_id: string | null;
                name: string;
                description: string;
                status: "calculating" | "complete";
                location: string;
                location_factor: {
                  matched: string | null;
                  factor: string;
                  source: string;
                  placeholder: boolean;
                };
                labor_rate: string;
                equipment_rate: string;
                floor_area_m2: number | null;
                cost: { currency: string; low: string; likely: string; high: string };
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                per_m2: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  a1_a3_kg: number | null;
                  a1_a5_kg: number | null;
                } | null;
                price_book: { id: string; version: string; factor_version: string };
                coverage: {
                  cost: {
                    elements: { covered: number; total: number; share: number };
                    volume_m3: { covered: number; total: number; share: number };
                  };
                  carbon: {
                    elements: { covered: number; total: number; share: number };
                    volume_m3: { covered: number; total: number; share: number };
                  } | null;
                };
                placeholder_prices: boolean;
                created_at: string;
                updated_at: string;
              }[];
              needs: {
                failed: number;
                unknown_materials: number;
                floor_area: number;
                reviews: number | null;
                estimate_notices: number | null;
                invitations: { open: number; expired: number } | null;
                invoices: { open: number; overdue: number } | null;
              };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/api-keys": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** API keys, without their secrets */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                name: string;
                prefix: string;
                role: "viewer" | "editor" | "admin";
                present_role: "viewer" | "editor" | "admin";
                created_by: string | null;
                created_at: string;
                last_used_at: string | null;
                expires_at: string | null;
                status: "active" | "expired";
                calls_this_month: number;
                calls_30_days: number;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Create an API key; its secret is shown once */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            role?: "viewer" | "editor" | "admin";
            expires_at?: string | null;
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: { "application/json": { id: string; prefix: string; api_key: string } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/api-keys/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke an API key at once */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Rename an API key */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { name: string } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/api-keys/{id}/rotate": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** A new key in place of this one, which works on for a while; its secret is shown once */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { overlap_hours?: number } } };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": { id: string; prefix: string; api_key: string; previous_ends_at: string };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/archival/preview": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** What the rules would archive, and what that saves a month; nothing is done */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            as_of?: string;
            rules?: {
              completed_files?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
              failed_files?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
              temporary_files?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
              logs?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
            };
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              as_of: string;
              classes: {
                completed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                failed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                temporary_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                logs: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
              };
              savings: {
                storage_class: string;
                files: number;
                bytes: number;
                saving: { amount: string; currency: string };
              }[];
              total_saving: { amount: string; currency: string };
              kept_hot: number;
              on_hold: number;
              files: {
                file_id: string;
                filename: string;
                class: "completed_files" | "failed_files" | "temporary_files" | "logs";
                storage_class: string;
                size: number;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/archival/restores": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Restores of archived files, newest first; of one batch with its progress */
    get: {
      parameters: {
        query?: {
          limit?: number;
          status?: "requested" | "in_progress" | "ready" | "expired" | "failed" | "superseded";
          batch_id?: string;
          file_id?: string;
          file_ids?: string;
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                restore_id: string;
                file_id: string;
                batch_id: string | null;
                status: "requested" | "in_progress" | "ready" | "expired" | "failed" | "superseded";
                tier: "standard" | "expedited" | "bulk";
                restore_days: number;
                permanent: boolean;
                size: number;
                requested_at: string;
                estimated_ready: string;
                ready_at: string | null;
                expires_at: string | null;
                finished_at: string | null;
                failure: { code: string; message: string } | null;
                filename: string;
              }[];
              next: string | null;
              progress: {
                total: number;
                requested: number;
                in_progress: number;
                ready: number;
                expired: number;
                failed: number;
                superseded: number;
                size: number;
                size_ready: number;
                estimated_ready: string | null;
              } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/archival/runs": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The runs that archived the organisation's files */
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                run_id: string;
                trigger: "nightly" | "operator" | "member";
                as_of: string;
                status: "running" | "completed" | "failed";
                requested_by: string | null;
                started_at: string;
                finished_at: string | null;
                classes: {
                  completed_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  failed_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  temporary_files: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                  logs: {
                    matched: number;
                    archived: number;
                    skipped: number;
                    failed: number;
                    queued: number;
                    bytes: number;
                  };
                };
              }[];
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Archive chosen files now */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            file_ids: string[];
            storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
          };
        };
      };
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              run_id: string;
              trigger: "nightly" | "operator" | "member";
              as_of: string;
              status: "running" | "completed" | "failed";
              requested_by: string | null;
              started_at: string;
              finished_at: string | null;
              classes: {
                completed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                failed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                temporary_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                logs: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
              };
              not_moved?: {
                id: string;
                filename: string | null;
                class: "completed_files" | "failed_files" | "temporary_files" | "logs";
                status: "skipped" | "failed";
                code: string;
                reason: string;
                attempts: number;
                bytes: number;
              }[];
              pruned: boolean;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/archival/runs/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A run of archival: counts by class, and what was not moved and why */
    get: {
      parameters: {
        query?: { details?: "true" | "false" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              run_id: string;
              trigger: "nightly" | "operator" | "member";
              as_of: string;
              status: "running" | "completed" | "failed";
              requested_by: string | null;
              started_at: string;
              finished_at: string | null;
              classes: {
                completed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                failed_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                temporary_files: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
                logs: {
                  matched: number;
                  archived: number;
                  skipped: number;
                  failed: number;
                  queued: number;
                  bytes: number;
                };
              };
              not_moved?: {
                id: string;
                filename: string | null;
                class: "completed_files" | "failed_files" | "temporary_files" | "logs";
                status: "skipped" | "failed";
                code: string;
                reason: string;
                attempts: number;
                bytes: number;
              }[];
              pruned: boolean;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/audit-logs": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The audit log: who did what, newest first */
    get: {
      parameters: {
        query?: {
          actor?: string;
          action?: string;
          target?: string;
          from?: string;
          to?: string;
          q?: string;
          limit?: number;
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                seq: number | null;
                actor: {
                  id: string;
                  kind: "person" | "api_key" | "operator" | "system";
                  name: string | null;
                  detail: string | null;
                  former: boolean;
                };
                action: string;
                target: { type: string; id: string };
                detail: Record<string, unknown>;
                before: Record<string, unknown> | null;
                after: Record<string, unknown> | null;
                ip: string | null;
                user_agent: string | null;
                trace_id: string | null;
                created_at: string;
              }[];
              next: string | null;
              archived_days: {
                days: number;
                rows: number;
                first: string;
                last: string;
                searchable: number;
                searchable_until: string | null;
                requested: number;
                newest: { day: string; rows: number; status: "archived" | "requested" | "searchable" }[];
              } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/audit-logs/export": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The audit log as CSV or JSON lines */
    get: {
      parameters: {
        query?: {
          actor?: string;
          action?: string;
          target?: string;
          from?: string;
          to?: string;
          q?: string;
          format?: "csv" | "jsonl";
          locale?: "en" | "de";
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/csv": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/audit-logs/restore": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Make archived days of the audit log searchable for seven days */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { from: string; to: string } } };
      responses: {
        202: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              days: number;
              rows: number;
              status: "ready" | "requested";
              days_searchable: number;
              estimated_ready: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/audit-logs/verification": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Whether the audit log is what was written */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              verified: boolean;
              rows: number;
              links: number;
              head: { seq: number; hash: string } | null;
              removed_up_to: number;
              archived: { days: number; rows: number; next: string | null };
              anchors: { checked: number; last_day: string | null };
              problems: {
                kind:
                  | "row_changed"
                  | "row_missing"
                  | "link_missing"
                  | "row_unlinked"
                  | "chain_rewritten"
                  | "chain_cut"
                  | "anchor_missing"
                  | "anchor_unreadable"
                  | "removed_too_much"
                  | "archive_unbound"
                  | "archive_missing"
                  | "archive_changed";
                seq: number | null;
                audit_id: string | null;
                sentence: string;
              }[];
              problem_count: number;
              duration_ms: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/audit-logs/verification/archive": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Whether archived days of the audit log are what was written, a few at a time */
    get: {
      parameters: {
        query?: { cursor?: string };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              verified: boolean;
              days: number;
              rows: number;
              first_day: string | null;
              last_day: string | null;
              read: number;
              unread: number;
              problems: {
                kind:
                  | "row_changed"
                  | "row_missing"
                  | "link_missing"
                  | "row_unlinked"
                  | "chain_rewritten"
                  | "chain_cut"
                  | "anchor_missing"
                  | "anchor_unreadable"
                  | "removed_too_much"
                  | "archive_unbound"
                  | "archive_missing"
                  | "archive_changed";
                seq: number | null;
                audit_id: string | null;
                sentence: string;
              }[];
              problem_count: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/account": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Whom the invoices go to and how they are taxed */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              legal_name: string | null;
              address: string | null;
              country: string | null;
              tax_id: string | null;
              contacts: string[];
              currency: string;
              tax_percent: string;
              reverse_charge: boolean;
              card: { brand: string; last4: string } | null;
              card_payments: boolean;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change the invoices' addressee, tax id and contacts */
    patch: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            legal_name?: string | null;
            address?: string | null;
            country?: string | null;
            tax_id?: string | null;
            contacts?: string[];
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              legal_name: string | null;
              address: string | null;
              country: string | null;
              tax_id: string | null;
              contacts: string[];
              currency: string;
              tax_percent: string;
              reverse_charge: boolean;
              card: { brand: string; last4: string } | null;
              card_payments: boolean;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/billing/checkout": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** A page of Stripe's to give the first card and begin a plan */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { plan: "free" | "pro" | "enterprise" } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { url: string } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/coupons": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Discounts of the organisation */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                code: string;
                percent_off: string | null;
                amount_off: { amount: string; currency: string } | null;
                first_period: string;
                last_period: string | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Redeem a coupon, from this month's invoice on */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { code: string } } };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              code: string;
              percent_off: string | null;
              amount_off: { amount: string; currency: string } | null;
              first_period: string;
              last_period: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/plan": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's plan, and a change that waits */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              plan: "free" | "pro" | "enterprise";
              currency: string;
              since: string;
              trial_ends_at: string | null;
              storage_cap: number;
              api_calls_cap: number;
              archive_cap: number;
              waiting: { plan: "free" | "pro" | "enterprise"; effective_at: string } | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Change the plan: up at once, down at a month's end, 28 days after the last upgrade at the earliest */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { plan: "free" | "pro" | "enterprise" } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              plan: "free" | "pro" | "enterprise";
              currency: string;
              since: string;
              trial_ends_at: string | null;
              storage_cap: number;
              api_calls_cap: number;
              archive_cap: number;
              waiting: { plan: "free" | "pro" | "enterprise"; effective_at: string } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/plan/preview": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What a change of plan would mean for this month's invoice, to the cent */
    get: {
      parameters: {
        query: { plan: "free" | "pro" | "enterprise" };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              plan: "free" | "pro" | "enterprise";
              current_plan: "free" | "pro" | "enterprise";
              direction: "upgrade" | "downgrade" | "none";
              effective_at: string;
              due_now: { amount: string; currency: string };
              this_month: {
                base_price: { amount: string; currency: string };
                base_price_before: { amount: string; currency: string };
                difference: { amount: string; currency: string };
                lines: {
                  plan: "free" | "pro" | "enterprise";
                  from: string;
                  to: string;
                  trial: boolean;
                  amount: { amount: string; currency: string };
                }[];
              };
              monthly_price: { amount: string; currency: string };
              archive_beyond: { bytes: number; a_month: { amount: string; currency: string } };
              over: { what: "storage" | "seats"; used: number; limit: number; message: string }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/plan/waiting": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Take back a change of plan that waits for the month's end */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              plan: "free" | "pro" | "enterprise";
              currency: string;
              since: string;
              trial_ends_at: string | null;
              storage_cap: number;
              api_calls_cap: number;
              archive_cap: number;
              waiting: { plan: "free" | "pro" | "enterprise"; effective_at: string } | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/plans": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Plans on offer, with this month's prices in the organisation's currency */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: "free" | "pro" | "enterprise";
                name: string;
                valid_from: string;
                monthly_price: { amount: string; currency: string };
                file_limit: number;
                storage_limit: number;
                api_calls_limit: number;
                archive_limit: number;
                storage_cap: number;
                api_calls_cap: number;
                archive_cap: number;
                seat_limit: number | null;
                extra_file: { amount: string; currency: string };
                extra_gib: { amount: string; currency: string };
                extra_1k_api_calls: { amount: string; currency: string };
                extra_archive_gib: { amount: string; currency: string };
                restored_gib: { amount: string; currency: string };
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/portal": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Stripe's pages for the organisation's cards and payments */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { url: string } } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/billing/projection": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What this month's invoice becomes if usage goes on as it went so far */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              base_price: { amount: string; currency: string };
              usage_charges: { amount: string; currency: string };
              usage_by_metric: {
                files: { amount: string; currency: string };
                storage: { amount: string; currency: string };
                api_calls: { amount: string; currency: string };
                archive: { amount: string; currency: string };
                restores: { amount: string; currency: string };
              };
              discount: { amount: string; currency: string };
              tax_amount: { amount: string; currency: string };
              total_amount: { amount: string; currency: string };
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/catalogue": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Catalogue entries that materials are assigned to */
    get: {
      parameters: {
        query?: { q?: string; limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                name: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                whole_product: boolean;
                own: boolean;
              }[];
              total: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/catalogue/matches": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Catalogue entries that a material's name most likely means */
    get: {
      parameters: {
        query: { name: string; limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              name: string;
              candidates: {
                catalogue_id: string;
                name: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                score: number;
                because: "own_name" | "rule" | "spelling" | "words" | "meaning";
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/client-errors": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Tell that a page stopped in the browser, to be found by its trace id */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { type: string; message: string; path: string } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { trace_id: string } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** List estimates, newest first */
    get: {
      parameters: {
        query?: {
          skip?: number;
          limit?: number;
          q?: string;
          project_id?: string | "none";
          from?: string;
          to?: string;
          review?: "draft" | "in_review" | "approved";
          left_out?: "calculating" | "no_floor_area" | "other_currency" | "unpriced" | "no_carbon";
          per_m2?: "cost" | "carbon";
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                origin: "file" | "manual";
                file_id: string | null;
                project_id: string | null;
                name: string;
                description: string;
                status: "calculating" | "complete";
                location: string;
                location_factor: {
                  matched: string | null;
                  factor: string;
                  source: string;
                  placeholder: boolean;
                };
                labor_rate: string;
                equipment_rate: string;
                floor_area_m2: number | null;
                cost: { currency: string; low: string; likely: string; high: string };
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                per_m2: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  a1_a3_kg: number | null;
                  a1_a5_kg: number | null;
                } | null;
                price_book: { id: string; version: string; factor_version: string };
                coverage: {
                  cost: {
                    elements: { covered: number; total: number; share: number };
                    volume_m3: { covered: number; total: number; share: number };
                  };
                  carbon: {
                    elements: { covered: number; total: number; share: number };
                    volume_m3: { covered: number; total: number; share: number };
                  } | null;
                };
                placeholder_prices: boolean;
                created_at: string;
                updated_at: string;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Estimate quantities entered by hand */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            materials: Record<
              string,
              | (number | string)
              | { quantity: number | string; unit?: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | null }
            >;
            location: string;
            labor_rate: number | string;
            equipment_rate: number | string;
            floor_area_m2?: number | null;
            description?: string | null;
            project_id?: string | null;
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: { "application/json": { id: string; created: true } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/search-similar": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Past estimates most like the quantities given, why, and what they say of the cost */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            materials: Record<
              string,
              | (number | string)
              | { quantity: number | string; unit?: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | null }
            >;
            location: string;
            labor_rate: number | string;
            equipment_rate: number | string;
            floor_area_m2?: number | null;
            description?: string | null;
            limit?: number;
            score_threshold?: number;
            class_shares?: Record<string, number> | null;
            storeys?: number | null;
            filters?: {
              place?: string | null;
              created_from?: string | null;
              created_to?: string | null;
              floor_area_min?: number | null;
              floor_area_max?: number | null;
              classes?: string[] | null;
              materials?: string[] | null;
              project_id?: string | null;
            } | null;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              query: {
                materials: Record<string, { quantity: string; unit: string | null }>;
                location: string;
                place: string | null;
                labor_rate: string;
                equipment_rate: string;
                floor_area_m2: number | null;
                description: string;
                cost: { currency: string; low: string; likely: string; high: string; amount: string } | null;
                carbon_kg: number | null;
              };
              similar_estimates: {
                estimate_id: string;
                name: string;
                project_id: string | null;
                similarity_score: number;
                materials: Record<string, { quantity: string; unit: string }>;
                location: string;
                labor_rate: string;
                equipment_rate: string;
                floor_area_m2: number | null;
                cost: { currency: string; low: string; likely: string; high: string; amount: string };
                carbon_kg: number | null;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                levelled: {
                  currency: string;
                  likely: string;
                  per_m2: string | null;
                  factor: string;
                  explanation: string;
                } | null;
                reasons: {
                  aspect:
                    | "materials"
                    | "building"
                    | "finish"
                    | "scale"
                    | "location"
                    | "rates"
                    | "wording"
                    | "classes";
                  likeness: number;
                  weight: number;
                  text: string;
                }[];
                created_at: string;
              }[];
              average_cost: {
                currency: string;
                low: string;
                likely: string;
                high: string;
                amount: string;
              } | null;
              confidence: number | null;
              note: string | null;
              embedding: { kind: "minilm" | "lexical"; model: string };
              index: { available: boolean; estimates: number; indexed: number };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An estimate with its lines, by storey and by material */
    get: {
      parameters: {
        query?: { elements?: "true" | "false" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              origin: "file" | "manual";
              file_id: string | null;
              project_id: string | null;
              name: string;
              description: string;
              status: "calculating" | "complete";
              location: string;
              location_factor: {
                matched: string | null;
                factor: string;
                source: string;
                placeholder: boolean;
              };
              labor_rate: string;
              equipment_rate: string;
              floor_area_m2: number | null;
              cost: { currency: string; low: string; likely: string; high: string };
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
              per_m2: {
                cost: { currency: string; low: string; likely: string; high: string };
                a1_a3_kg: number | null;
                a1_a5_kg: number | null;
              } | null;
              price_book: { id: string; version: string; factor_version: string };
              coverage: {
                cost: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                };
                carbon: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                } | null;
              };
              placeholder_prices: boolean;
              created_at: string;
              updated_at: string;
              materials: Record<
                string,
                { quantity: string; unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | null }
              > | null;
              lines: {
                position: number;
                catalogue_id: string;
                name: string;
                ifc_class: string | null;
                materials: string[];
                codes: { master_format: string | null; uni_format: string | null; din_276: string | null };
                code_names: { uni_format: string | null; din_276: string | null };
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                quantity: string;
                mass_kg: string | null;
                mass_share: number;
                volume_m3: string;
                elements: number;
                corrected: number;
                element_ids?: string[];
                unit_rate: string | null;
                base_rate: string | null;
                build_up: {
                  material_price: string;
                  labour_hours: string;
                  equipment_hours: string;
                  waste_allowance: string;
                } | null;
                cost: { low: string; likely: string; high: string } | null;
                price_book_id: string | null;
                price_source: string | null;
                placeholder: boolean;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                factor: {
                  a1_a3_kg_per_kg: number;
                  source: string;
                  quality: string;
                  proxy: boolean;
                  waste_rate: number;
                  waste_source: string;
                  distance_km: number;
                  transport_source: string;
                  epd: {
                    id: string;
                    name: string;
                    kind: "product" | "average" | "proxy";
                    valid_until: string | null;
                    expired: boolean;
                  } | null;
                } | null;
                by_storey: {
                  storey: string | null;
                  quantity: string;
                  cost: string | null;
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                }[];
              }[];
              by_storey: {
                storey: string | null;
                cost: string;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              }[];
              by_material: {
                catalogue_id: string;
                name: string;
                cost: string;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              }[];
              unpriced: {
                reason: string;
                material: string | null;
                catalogue_id: string | null;
                ifc_class: string | null;
                volume_m3: number;
                elements: number;
              }[];
              missing_carbon: {
                reason: string;
                material: string | null;
                catalogue_id: string | null;
                ifc_class: string | null;
                volume_m3: number;
                elements: number;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete an estimate entered by hand, or one whose file is gone */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An estimate as a bill of quantities, in the sections of a classification */
    get: {
      parameters: {
        query?: { classification?: "din_276" | "nrm_2" | "master_format" | "uni_format" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              estimate_id: string;
              name: string;
              currency: string;
              priced_at: string;
              placeholder_prices: boolean;
              approved: boolean;
              classification: "din_276" | "nrm_2" | "master_format" | "uni_format";
              terms: {
                preliminaries: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                overheads: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                profit: { kind: "percent" | "lump"; value: string; base: "works" | "before" | null } | null;
                contingency: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                escalation: {
                  method: "rate" | "series";
                  from: string | null;
                  to: string;
                  rate: string | null;
                  series: string | null;
                } | null;
                vat: string | null;
              };
              summary: {
                sections: string;
                chosen: string;
                works: string;
                mark_ups: {
                  name: "preliminaries" | "overheads" | "profit" | "contingency";
                  percent: string | null;
                  of: "works" | "before" | null;
                  base: string | null;
                  amount: string;
                }[];
                provisional: string;
                subtotal: string;
                escalation: {
                  from: string;
                  to: string;
                  factor: string;
                  years: number;
                  days: number;
                  index: {
                    series: string;
                    placeholder: boolean;
                    before: { period: string; value: string };
                    after: { period: string; value: string };
                  } | null;
                  amount: string;
                } | null;
                net: string;
                vat: { percent: string; amount: string } | null;
                total: string;
              };
              sections: {
                code: string | null;
                title: string | null;
                level: number;
                amount: string;
                lines: number;
                unpriced: number;
              }[];
              lines: {
                item_id: string;
                catalogue_id: string;
                name: string;
                ifc_class: string | null;
                section: string | null;
                built_in: string | null;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                quantity: string;
                unit_rate: string | null;
                amount: string | null;
              }[];
              items: {
                id: string;
                item_id: string;
                kind: "provisional" | "alternate" | "option";
                description: string;
                quantity: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
                unit_rate: string | null;
                amount: string | null;
                replaces: { item_id: string; name: string; amount: string | null } | null;
                chosen: boolean;
                effect: string | null;
              }[];
              series: { name: string; placeholder: boolean }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Choose a bill's classification, mark-ups, escalation and value added tax */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            classification?: "din_276" | "nrm_2" | "master_format" | "uni_format";
            terms?: {
              preliminaries?:
                | (
                    | { kind: "percent"; value: number | string; base?: "works" | "before" }
                    | { kind: "lump"; value: number | string }
                  )
                | null;
              overheads?:
                | (
                    | { kind: "percent"; value: number | string; base?: "works" | "before" }
                    | { kind: "lump"; value: number | string }
                  )
                | null;
              profit?:
                | (
                    | { kind: "percent"; value: number | string; base?: "works" | "before" }
                    | { kind: "lump"; value: number | string }
                  )
                | null;
              contingency?:
                | (
                    | { kind: "percent"; value: number | string; base?: "works" | "before" }
                    | { kind: "lump"; value: number | string }
                  )
                | null;
              escalation?:
                | (
                    | { method: "rate"; from?: string | null; to: string; rate: number | string }
                    | { method: "series"; from?: string | null; to: string; series: string }
                  )
                | null;
              vat?: number | string | null;
            };
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              estimate_id: string;
              name: string;
              currency: string;
              priced_at: string;
              placeholder_prices: boolean;
              approved: boolean;
              classification: "din_276" | "nrm_2" | "master_format" | "uni_format";
              terms: {
                preliminaries: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                overheads: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                profit: { kind: "percent" | "lump"; value: string; base: "works" | "before" | null } | null;
                contingency: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                escalation: {
                  method: "rate" | "series";
                  from: string | null;
                  to: string;
                  rate: string | null;
                  series: string | null;
                } | null;
                vat: string | null;
              };
              summary: {
                sections: string;
                chosen: string;
                works: string;
                mark_ups: {
                  name: "preliminaries" | "overheads" | "profit" | "contingency";
                  percent: string | null;
                  of: "works" | "before" | null;
                  base: string | null;
                  amount: string;
                }[];
                provisional: string;
                subtotal: string;
                escalation: {
                  from: string;
                  to: string;
                  factor: string;
                  years: number;
                  days: number;
                  index: {
                    series: string;
                    placeholder: boolean;
                    before: { period: string; value: string };
                    after: { period: string; value: string };
                  } | null;
                  amount: string;
                } | null;
                net: string;
                vat: { percent: string; amount: string } | null;
                total: string;
              };
              sections: {
                code: string | null;
                title: string | null;
                level: number;
                amount: string;
                lines: number;
                unpriced: number;
              }[];
              lines: {
                item_id: string;
                catalogue_id: string;
                name: string;
                ifc_class: string | null;
                section: string | null;
                built_in: string | null;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                quantity: string;
                unit_rate: string | null;
                amount: string | null;
              }[];
              items: {
                id: string;
                item_id: string;
                kind: "provisional" | "alternate" | "option";
                description: string;
                quantity: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
                unit_rate: string | null;
                amount: string | null;
                replaces: { item_id: string; name: string; amount: string | null } | null;
                chosen: boolean;
                effect: string | null;
              }[];
              series: { name: string; placeholder: boolean }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/comparison": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Bidders' newest bills side by side, with the lowest price of each item and outliers */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              estimate_id: string;
              currency: string;
              rule: { least_bidders: number; mad_factor: string; least_share: string };
              bidders: {
                return_id: string;
                bidder: string;
                version: number;
                total: string;
                missing: number;
                outliers: number;
                differences: number;
                lowest: boolean;
                other_currency: boolean;
              }[];
              own: { total: string; missing: number; net: string };
              items: {
                item_id: string;
                kind: "line" | "preliminaries" | "provisional" | "alternate" | "option";
                section: string | null;
                description: string;
                quantity: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
                counts: boolean;
                own: { rate: string | null; amount: string | null };
                median: string | null;
                prices: {
                  rate: string | null;
                  amount: string | null;
                  lowest: boolean;
                  outlier: boolean;
                  changed: boolean;
                }[];
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/comparison/workbook": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The comparison of bidders as a workbook */
    get: {
      parameters: {
        query?: { locale?: "en" | "de" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/octet-stream": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/items": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Add a provisional sum, an alternate or an option to a bill */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            description: string;
            quantity?: number | string;
            unit?: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
            unit_rate?: number | string | null;
            replaces?: string | null;
            chosen?: boolean;
            kind: "provisional" | "alternate" | "option";
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              estimate_id: string;
              name: string;
              currency: string;
              priced_at: string;
              placeholder_prices: boolean;
              approved: boolean;
              classification: "din_276" | "nrm_2" | "master_format" | "uni_format";
              terms: {
                preliminaries: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                overheads: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                profit: { kind: "percent" | "lump"; value: string; base: "works" | "before" | null } | null;
                contingency: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                escalation: {
                  method: "rate" | "series";
                  from: string | null;
                  to: string;
                  rate: string | null;
                  series: string | null;
                } | null;
                vat: string | null;
              };
              summary: {
                sections: string;
                chosen: string;
                works: string;
                mark_ups: {
                  name: "preliminaries" | "overheads" | "profit" | "contingency";
                  percent: string | null;
                  of: "works" | "before" | null;
                  base: string | null;
                  amount: string;
                }[];
                provisional: string;
                subtotal: string;
                escalation: {
                  from: string;
                  to: string;
                  factor: string;
                  years: number;
                  days: number;
                  index: {
                    series: string;
                    placeholder: boolean;
                    before: { period: string; value: string };
                    after: { period: string; value: string };
                  } | null;
                  amount: string;
                } | null;
                net: string;
                vat: { percent: string; amount: string } | null;
                total: string;
              };
              sections: {
                code: string | null;
                title: string | null;
                level: number;
                amount: string;
                lines: number;
                unpriced: number;
              }[];
              lines: {
                item_id: string;
                catalogue_id: string;
                name: string;
                ifc_class: string | null;
                section: string | null;
                built_in: string | null;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                quantity: string;
                unit_rate: string | null;
                amount: string | null;
              }[];
              items: {
                id: string;
                item_id: string;
                kind: "provisional" | "alternate" | "option";
                description: string;
                quantity: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
                unit_rate: string | null;
                amount: string | null;
                replaces: { item_id: string; name: string; amount: string | null } | null;
                chosen: boolean;
                effect: string | null;
              }[];
              series: { name: string; placeholder: boolean }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/items/{itemId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Take an added item out of a bill */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; itemId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change an item that was added to a bill, or choose it */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; itemId: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            description?: string;
            quantity?: number | string;
            unit?: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
            unit_rate?: number | string | null;
            replaces?: string | null;
            chosen?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              estimate_id: string;
              name: string;
              currency: string;
              priced_at: string;
              placeholder_prices: boolean;
              approved: boolean;
              classification: "din_276" | "nrm_2" | "master_format" | "uni_format";
              terms: {
                preliminaries: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                overheads: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                profit: { kind: "percent" | "lump"; value: string; base: "works" | "before" | null } | null;
                contingency: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                escalation: {
                  method: "rate" | "series";
                  from: string | null;
                  to: string;
                  rate: string | null;
                  series: string | null;
                } | null;
                vat: string | null;
              };
              summary: {
                sections: string;
                chosen: string;
                works: string;
                mark_ups: {
                  name: "preliminaries" | "overheads" | "profit" | "contingency";
                  percent: string | null;
                  of: "works" | "before" | null;
                  base: string | null;
                  amount: string;
                }[];
                provisional: string;
                subtotal: string;
                escalation: {
                  from: string;
                  to: string;
                  factor: string;
                  years: number;
                  days: number;
                  index: {
                    series: string;
                    placeholder: boolean;
                    before: { period: string; value: string };
                    after: { period: string; value: string };
                  } | null;
                  amount: string;
                } | null;
                net: string;
                vat: { percent: string; amount: string } | null;
                total: string;
              };
              sections: {
                code: string | null;
                title: string | null;
                level: number;
                amount: string;
                lines: number;
                unpriced: number;
              }[];
              lines: {
                item_id: string;
                catalogue_id: string;
                name: string;
                ifc_class: string | null;
                section: string | null;
                built_in: string | null;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                quantity: string;
                unit_rate: string | null;
                amount: string | null;
              }[];
              items: {
                id: string;
                item_id: string;
                kind: "provisional" | "alternate" | "option";
                description: string;
                quantity: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
                unit_rate: string | null;
                amount: string | null;
                replaces: { item_id: string; name: string; amount: string | null } | null;
                chosen: boolean;
                effect: string | null;
              }[];
              series: { name: string; placeholder: boolean }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/returns": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Bills that bidders have priced and returned, by bidder, the newest first */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                bidder: string;
                version: number;
                stands: boolean;
                filename: string;
                sha256: string;
                currency: string;
                items: number;
                priced: number;
                missing: number;
                total: string;
                differences: {
                  kind:
                    | "quantity"
                    | "unit"
                    | "description"
                    | "missing"
                    | "unknown"
                    | "twice"
                    | "unpriced"
                    | "not_a_rate"
                    | "arithmetic"
                    | "fixed";
                  item_id: string;
                  description: string;
                  row: number | null;
                  expected: string | null;
                  found: string | null;
                }[];
                created_by: string | null;
                created_at: string;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Take a bill that a bidder has returned (XLSX, form fields `file` and `bidder`), with `seen` as the check answered it */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              bidder: string;
              version: number;
              stands: boolean;
              filename: string;
              sha256: string;
              currency: string;
              items: number;
              priced: number;
              missing: number;
              total: string;
              differences: {
                kind:
                  | "quantity"
                  | "unit"
                  | "description"
                  | "missing"
                  | "unknown"
                  | "twice"
                  | "unpriced"
                  | "not_a_rate"
                  | "arithmetic"
                  | "fixed";
                item_id: string;
                description: string;
                row: number | null;
                expected: string | null;
                found: string | null;
              }[];
              created_by: string | null;
              created_at: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/returns/check": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** What a returned bill (XLSX, form fields `file` and `bidder`) has otherwise than the bill; nothing is kept */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              bidder: string;
              filename: string;
              currency: string;
              items: number;
              priced: number;
              missing: number;
              total: string;
              differences: {
                kind:
                  | "quantity"
                  | "unit"
                  | "description"
                  | "missing"
                  | "unknown"
                  | "twice"
                  | "unpriced"
                  | "not_a_rate"
                  | "arithmetic"
                  | "fixed";
                item_id: string;
                description: string;
                row: number | null;
                expected: string | null;
                found: string | null;
              }[];
              replaces: boolean;
              seen: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/returns/{returnId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Take a bidder's returned bill away; the one before it stands again */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; returnId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/sections": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Put entries of a bill into other sections, for this and every later bill of the organisation */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            classification: "din_276" | "nrm_2" | "master_format" | "uni_format";
            sections: { catalogue_id: string; ifc_class?: string | null; code: string | null }[];
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              estimate_id: string;
              name: string;
              currency: string;
              priced_at: string;
              placeholder_prices: boolean;
              approved: boolean;
              classification: "din_276" | "nrm_2" | "master_format" | "uni_format";
              terms: {
                preliminaries: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                overheads: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                profit: { kind: "percent" | "lump"; value: string; base: "works" | "before" | null } | null;
                contingency: {
                  kind: "percent" | "lump";
                  value: string;
                  base: "works" | "before" | null;
                } | null;
                escalation: {
                  method: "rate" | "series";
                  from: string | null;
                  to: string;
                  rate: string | null;
                  series: string | null;
                } | null;
                vat: string | null;
              };
              summary: {
                sections: string;
                chosen: string;
                works: string;
                mark_ups: {
                  name: "preliminaries" | "overheads" | "profit" | "contingency";
                  percent: string | null;
                  of: "works" | "before" | null;
                  base: string | null;
                  amount: string;
                }[];
                provisional: string;
                subtotal: string;
                escalation: {
                  from: string;
                  to: string;
                  factor: string;
                  years: number;
                  days: number;
                  index: {
                    series: string;
                    placeholder: boolean;
                    before: { period: string; value: string };
                    after: { period: string; value: string };
                  } | null;
                  amount: string;
                } | null;
                net: string;
                vat: { percent: string; amount: string } | null;
                total: string;
              };
              sections: {
                code: string | null;
                title: string | null;
                level: number;
                amount: string;
                lines: number;
                unpriced: number;
              }[];
              lines: {
                item_id: string;
                catalogue_id: string;
                name: string;
                ifc_class: string | null;
                section: string | null;
                built_in: string | null;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                quantity: string;
                unit_rate: string | null;
                amount: string | null;
              }[];
              items: {
                id: string;
                item_id: string;
                kind: "provisional" | "alternate" | "option";
                description: string;
                quantity: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | "sum";
                unit_rate: string | null;
                amount: string | null;
                replaces: { item_id: string; name: string; amount: string | null } | null;
                chosen: boolean;
                effect: string | null;
              }[];
              series: { name: string; placeholder: boolean }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/bill/workbook": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A bill as a workbook for bidders: empty unit rates, and amounts that follow them */
    get: {
      parameters: {
        query?: {
          prices?: "none" | "own";
          classification?: "din_276" | "nrm_2" | "master_format" | "uni_format";
          locale?: "en" | "de";
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/octet-stream": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/breakdown": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What an estimate consists of: by storey, class and material, its price's build-up, and benchmarks per m² */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              currency: string;
              likely: string;
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
              cells: {
                storey_order: number | null;
                storey: string | null;
                ifc_class: string | null;
                catalogue_id: string | null;
                name: string | null;
                folded: number;
                cost: string;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              }[];
              build_up: {
                part: "material" | "labour" | "equipment" | "waste" | "location";
                amount: string;
              }[];
              benchmark: {
                name: string;
                publisher: string;
                year: number;
                scope: string;
                url: string;
                licence: string;
                a1_a5_kg_m2: number | null;
                uses: {
                  use: "office" | "residential" | "education" | "retail";
                  band: string | null;
                  bands: { letter: string; below_kg_m2: number; target: "2020" | "2030" | null }[];
                }[];
              };
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/carbon": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An estimate's carbon by module of EN 15978, per m² and year of the reference study period */
    get: {
      parameters: {
        query?: { years?: "50" | "60" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              study_period: { years: number; source: string };
              floor_area_m2: number | null;
              modules: {
                module:
                  | "A1-A3"
                  | "A4"
                  | "A5"
                  | "B1"
                  | "B2"
                  | "B3"
                  | "B4"
                  | "B5"
                  | "B6"
                  | "B7"
                  | "C1"
                  | "C2"
                  | "C3"
                  | "C4"
                  | "D";
                kg: number | null;
                biogenic_kg: number | null;
                per_m2: number | null;
                per_m2_year: number | null;
                coverage: number;
              }[];
              totals: {
                upfront_kg: number;
                upfront_per_m2: number | null;
                upfront_per_m2_year: number | null;
                whole_kg: number;
                whole_per_m2: number | null;
                whole_per_m2_year: number | null;
              };
              mass_kg: string;
              data_quality: string | null;
              expired: { lines: number; mass_kg: string };
              lines: {
                position: number;
                name: string;
                ifc_class: string | null;
                mass_kg: string | null;
                source: string;
                data_quality: {
                  reliability: number;
                  time: number;
                  geography: number;
                  technology: number;
                  score: number;
                };
                epd: {
                  id: string;
                  uuid: string;
                  version: string;
                  name: string;
                  kind: "product" | "average" | "proxy";
                  valid_until: string | null;
                  expired: boolean;
                  declared_unit: string;
                  declared_quantity: string;
                  a1_a3_kg_per_unit: string;
                  conversion: {
                    by: "quantity" | "mass";
                    how: "same" | "weight" | "thickness_ratio" | "to_area" | "to_volume" | "mass";
                    factor: string;
                    entry_thickness_m: string | null;
                    declared_thickness_m: string | null;
                    unit_mass_kg: string | null;
                  };
                } | null;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/comments": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What was said of an estimate and its lines, newest first */
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                body: string;
                mentions: { user_id: string; name: string | null }[];
                line: { position: number | null; name: string } | null;
                author: { kind: "person" | "api_key" | "operator" | "system"; name: string | null };
                may: { edit: boolean; delete: boolean };
                created_at: string;
                edited_at: string | null;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Comment on an estimate, or on a line of it; members who are mentioned are told */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { body: string; line_position?: number | null } } };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              body: string;
              mentions: { user_id: string; name: string | null }[];
              line: { position: number | null; name: string } | null;
              author: { kind: "person" | "api_key" | "operator" | "system"; name: string | null };
              may: { edit: boolean; delete: boolean };
              created_at: string;
              edited_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/comments/{commentId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Delete one's own comment; admins delete anybody's */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; commentId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Write one's own comment anew */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; commentId: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { body: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              body: string;
              mentions: { user_id: string; name: string | null }[];
              line: { position: number | null; name: string } | null;
              author: { kind: "person" | "api_key" | "operator" | "system"; name: string | null };
              may: { edit: boolean; delete: boolean };
              created_at: string;
              edited_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/cost-estimates/{id}/distribution": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Where an estimate lies among the organisation's others, by cost and carbon per m² of floor area */
    get: {
      parameters: {
        query?: { limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              currency: string;
              estimate: { estimate_id: string; cost_per_m2: string | null; carbon_kg_per_m2: number | null };
              points: {
                estimate_id: string;
                name: string;
                project_id: string | null;
                cost_per_m2: string;
                carbon_kg_per_m2: number | null;
                created_at: string;
              }[];
              percentile: { cost: number | null; carbon: number | null };
              note: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/export": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An estimate as a workbook with formulas (xlsx), its lines or elements as CSV, a report (pdf), or its model with cost and carbon written into it (ifc) */
    get: {
      parameters: {
        query: {
          format: "xlsx" | "csv" | "pdf" | "ifc";
          rows?: "lines" | "elements" | "carbon" | "epds" | "corrections";
          locale?: "en" | "de";
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/octet-stream": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/issued-revisions": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The revisions of an estimate that were issued, and what changed from one to the next */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              next: string;
              approval: {
                snapshot_id: string;
                sha256: string;
                size: number;
                signer: { name: string; title: string };
                approved_at: string;
              } | null;
              may: { issue: boolean; withdraw: boolean };
              items: {
                id: string;
                revision: string;
                status: "current" | "superseded" | "withdrawn";
                purpose: string;
                note: string;
                locale: "en" | "de";
                issued_at: string;
                issued_by: string | null;
                approval: {
                  snapshot_id: string;
                  sha256: string;
                  size: number;
                  signer: { name: string; title: string };
                  approved_at: string;
                };
                documents: { format: "pdf" | "xlsx"; sha256: string; size: number }[];
                verify_url: string;
                changes: {
                  since: string;
                  likely: { amount: string; currency: string } | null;
                  carbon_kg: number;
                  added: number;
                  removed: number;
                  changed: number;
                  lines: {
                    change: "added" | "removed" | "changed";
                    name: string;
                    ifc_class: string | null;
                    unit: string;
                    quantity: { before: string | null; after: string | null };
                    likely: { before: string | null; after: string | null };
                  }[];
                } | null;
                withdrawn: { at: string; by: string | null; reason: string } | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Issue an approved estimate as its next revision: its PDF and workbook are frozen */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: { "application/json": { purpose: string; note?: string; locale?: "en" | "de" } };
      };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              revision: string;
              status: "current" | "superseded" | "withdrawn";
              purpose: string;
              note: string;
              locale: "en" | "de";
              issued_at: string;
              issued_by: string | null;
              approval: {
                snapshot_id: string;
                sha256: string;
                size: number;
                signer: { name: string; title: string };
                approved_at: string;
              };
              documents: { format: "pdf" | "xlsx"; sha256: string; size: number }[];
              verify_url: string;
              changes: {
                since: string;
                likely: { amount: string; currency: string } | null;
                carbon_kg: number;
                added: number;
                removed: number;
                changed: number;
                lines: {
                  change: "added" | "removed" | "changed";
                  name: string;
                  ifc_class: string | null;
                  unit: string;
                  quantity: { before: string | null; after: string | null };
                  likely: { before: string | null; after: string | null };
                }[];
              } | null;
              withdrawn: { at: string; by: string | null; reason: string } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/issued-revisions/{revisionId}/document": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An issued document, the same bytes whenever it is asked for (one Range may be); on S3 a redirect to a link that holds for five minutes */
    get: {
      parameters: {
        query: { format: "pdf" | "xlsx" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; revisionId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/octet-stream": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/issued-revisions/{revisionId}/withdraw": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Withdraw an issued revision: whoever verifies its documents is told */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; revisionId: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { reason: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              revision: string;
              status: "current" | "superseded" | "withdrawn";
              purpose: string;
              note: string;
              locale: "en" | "de";
              issued_at: string;
              issued_by: string | null;
              approval: {
                snapshot_id: string;
                sha256: string;
                size: number;
                signer: { name: string; title: string };
                approved_at: string;
              };
              documents: { format: "pdf" | "xlsx"; sha256: string; size: number }[];
              verify_url: string;
              changes: {
                since: string;
                likely: { amount: string; currency: string } | null;
                carbon_kg: number;
                added: number;
                removed: number;
                changed: number;
                lines: {
                  change: "added" | "removed" | "changed";
                  name: string;
                  ifc_class: string | null;
                  unit: string;
                  quantity: { before: string | null; after: string | null };
                  likely: { before: string | null; after: string | null };
                }[];
              } | null;
              withdrawn: { at: string; by: string | null; reason: string } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/reprice": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Calculate an estimate again, on another price book version, place or rates */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            price_book_id?: "default" | string;
            location?: string | null;
            labor_rate?: (number | string) | null;
            equipment_rate?: (number | string) | null;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              origin: "file" | "manual";
              file_id: string | null;
              project_id: string | null;
              name: string;
              description: string;
              status: "calculating" | "complete";
              location: string;
              location_factor: {
                matched: string | null;
                factor: string;
                source: string;
                placeholder: boolean;
              };
              labor_rate: string;
              equipment_rate: string;
              floor_area_m2: number | null;
              cost: { currency: string; low: string; likely: string; high: string };
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
              per_m2: {
                cost: { currency: string; low: string; likely: string; high: string };
                a1_a3_kg: number | null;
                a1_a5_kg: number | null;
              } | null;
              price_book: { id: string; version: string; factor_version: string };
              coverage: {
                cost: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                };
                carbon: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                } | null;
              };
              placeholder_prices: boolean;
              created_at: string;
              updated_at: string;
              materials: Record<
                string,
                { quantity: string; unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | null }
              > | null;
              lines: {
                position: number;
                catalogue_id: string;
                name: string;
                ifc_class: string | null;
                materials: string[];
                codes: { master_format: string | null; uni_format: string | null; din_276: string | null };
                code_names: { uni_format: string | null; din_276: string | null };
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                quantity: string;
                mass_kg: string | null;
                mass_share: number;
                volume_m3: string;
                elements: number;
                corrected: number;
                element_ids?: string[];
                unit_rate: string | null;
                base_rate: string | null;
                build_up: {
                  material_price: string;
                  labour_hours: string;
                  equipment_hours: string;
                  waste_allowance: string;
                } | null;
                cost: { low: string; likely: string; high: string } | null;
                price_book_id: string | null;
                price_source: string | null;
                placeholder: boolean;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                factor: {
                  a1_a3_kg_per_kg: number;
                  source: string;
                  quality: string;
                  proxy: boolean;
                  waste_rate: number;
                  waste_source: string;
                  distance_km: number;
                  transport_source: string;
                  epd: {
                    id: string;
                    name: string;
                    kind: "product" | "average" | "proxy";
                    valid_until: string | null;
                    expired: boolean;
                  } | null;
                } | null;
                by_storey: {
                  storey: string | null;
                  quantity: string;
                  cost: string | null;
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                }[];
              }[];
              by_storey: {
                storey: string | null;
                cost: string;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              }[];
              by_material: {
                catalogue_id: string;
                name: string;
                cost: string;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              }[];
              unpriced: {
                reason: string;
                material: string | null;
                catalogue_id: string | null;
                ifc_class: string | null;
                volume_m3: number;
                elements: number;
              }[];
              missing_carbon: {
                reason: string;
                material: string | null;
                catalogue_id: string | null;
                ifc_class: string | null;
                volume_m3: number;
                elements: number;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/review": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Where an estimate's review stands, and how it came there */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              state: "draft" | "in_review" | "approved";
              may: ("draft" | "in_review" | "approved")[];
              approval: {
                snapshot_id: string;
                sha256: string;
                size: number;
                signer: { name: string; title: string };
                approved_at: string;
              } | null;
              steps: {
                state: "draft" | "in_review" | "approved";
                previous: "draft" | "in_review" | "approved";
                cause: "person" | "recalculated";
                reason: string | null;
                by: { kind: "person" | "api_key" | "operator" | "system"; name: string | null };
                at: string;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Ask for an estimate's review, approve it (admins), or take it back to draft */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            state: "draft" | "in_review" | "approved";
            reason?: string | null;
            signature?: { name?: string; title: string } | null;
            estimate_updated_at?: string;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              state: "draft" | "in_review" | "approved";
              may: ("draft" | "in_review" | "approved")[];
              approval: {
                snapshot_id: string;
                sha256: string;
                size: number;
                signer: { name: string; title: string };
                approved_at: string;
              } | null;
              steps: {
                state: "draft" | "in_review" | "approved";
                previous: "draft" | "in_review" | "approved";
                cause: "person" | "recalculated";
                reason: string | null;
                by: { kind: "person" | "api_key" | "operator" | "system"; name: string | null };
                at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/cost-estimates/{id}/shares": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Links by which an estimate's result is read without signing in */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                note: string;
                status: "live" | "expired" | "revoked";
                created_by: string | null;
                created_at: string;
                expires_at: string;
                revoked_at: string | null;
                last_opened_at: string | null;
                open_count: number;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Share an estimate's result by a link that expires; its address is answered this once */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { days?: 1 | 7 | 30 | 90; note?: string } } };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              note: string;
              status: "live" | "expired" | "revoked";
              created_by: string | null;
              created_at: string;
              expires_at: string;
              revoked_at: string | null;
              last_opened_at: string | null;
              open_count: number;
              url: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/shares/{shareId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a link: it leads nowhere from now on */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; shareId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/similar": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Past estimates most like this one */
    get: {
      parameters: {
        query?: {
          limit?: number;
          score_threshold?: number;
          place?: string | null;
          created_from?: string | null;
          created_to?: string | null;
          floor_area_min?: number;
          floor_area_max?: number;
          classes?: string;
          materials?: string;
          project_id?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              query: {
                materials: Record<string, { quantity: string; unit: string | null }>;
                location: string;
                place: string | null;
                labor_rate: string;
                equipment_rate: string;
                floor_area_m2: number | null;
                description: string;
                cost: { currency: string; low: string; likely: string; high: string; amount: string } | null;
                carbon_kg: number | null;
              };
              similar_estimates: {
                estimate_id: string;
                name: string;
                project_id: string | null;
                similarity_score: number;
                materials: Record<string, { quantity: string; unit: string }>;
                location: string;
                labor_rate: string;
                equipment_rate: string;
                floor_area_m2: number | null;
                cost: { currency: string; low: string; likely: string; high: string; amount: string };
                carbon_kg: number | null;
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                levelled: {
                  currency: string;
                  likely: string;
                  per_m2: string | null;
                  factor: string;
                  explanation: string;
                } | null;
                reasons: {
                  aspect:
                    | "materials"
                    | "building"
                    | "finish"
                    | "scale"
                    | "location"
                    | "rates"
                    | "wording"
                    | "classes";
                  likeness: number;
                  weight: number;
                  text: string;
                }[];
                created_at: string;
              }[];
              average_cost: {
                currency: string;
                low: string;
                likely: string;
                high: string;
                amount: string;
              } | null;
              confidence: number | null;
              note: string | null;
              embedding: { kind: "minilm" | "lexical"; model: string };
              index: { available: boolean; estimates: number; indexed: number };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/snapshots/{snapshotId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What was approved, as canonical JSON (RFC 8785): its SHA-256 is printed in what was issued of it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; snapshotId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/uncertainty": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How far an estimate's cost and carbon may lie off: simulated percentiles, and what moves them most */
    get: {
      parameters: {
        query?: { correlation?: number };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              currency: string;
              method: {
                iterations: number;
                seed: number;
                correlation: number;
                quantity_spreads: Partial<
                  Record<
                    | "counted"
                    | "stated"
                    | "mesh"
                    | "drawn"
                    | "listed"
                    | "low_confidence"
                    | "corrected"
                    | "entered",
                    number
                  >
                >;
              };
              cost: {
                likely: string;
                p10: string;
                p50: string;
                p80: string;
                p90: string;
                mean: string;
                standard_deviation: string;
                above_likely: number;
                histogram: { from: number; step: number; counts: number[] };
                drivers: {
                  kind: "price" | "factor" | "quantity";
                  catalogue_id: string;
                  name: string;
                  low: string;
                  high: string;
                }[];
              } | null;
              carbon: {
                likely: string;
                p10: string;
                p50: string;
                p80: string;
                p90: string;
                mean: string;
                standard_deviation: string;
                above_likely: number;
                histogram: { from: number; step: number; counts: number[] };
                drivers: {
                  kind: "price" | "factor" | "quantity";
                  catalogue_id: string;
                  name: string;
                  low: string;
                  high: string;
                }[];
              } | null;
              quantities: {
                source:
                  | "counted"
                  | "stated"
                  | "mesh"
                  | "drawn"
                  | "listed"
                  | "low_confidence"
                  | "corrected"
                  | "entered";
                share: number;
              }[];
              priced_elements: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/variants": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An estimate's variants, beside the estimate */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              base: {
                cost: { currency: string; low: string; likely: string; high: string };
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
                per_m2: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  a1_a3_kg: number | null;
                  a1_a5_kg: number | null;
                } | null;
                name: string;
                placeholder_prices: boolean;
                terms: {
                  location: string;
                  location_factor: string;
                  labor_rate: string;
                  equipment_rate: string;
                };
                price_book: { version: string; factor_version: string };
              };
              items: {
                id: string;
                name: string;
                changes: (
                  | { kind: "swap_material"; from: string; to: string; ifc_class?: string | null }
                  | { kind: "unit_rate"; catalogue_id: string; ifc_class?: string | null; rate: string }
                  | { kind: "terms"; location?: string; labor_rate?: string; equipment_rate?: string }
                  | { kind: "waste"; catalogue_id: string; ifc_class?: string | null; rate: string }
                )[];
                names: Record<string, string>;
                cost: { currency: string; low: string; likely: string; high: string };
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
                per_m2: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  a1_a3_kg: number | null;
                  a1_a5_kg: number | null;
                } | null;
                terms: {
                  location: string;
                  location_factor: string;
                  labor_rate: string;
                  equipment_rate: string;
                };
                price_book: { version: string; factor_version: string };
                lines_changed: number;
                outdated: boolean;
                created_by: string | null;
                created_at: string;
                calculated_at: string;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Keep changes to an estimate as a variant of it */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            name: string;
            changes: (
              | { kind: "swap_material"; from: string; to: string; ifc_class?: string | null }
              | { kind: "unit_rate"; catalogue_id: string; ifc_class?: string | null; rate: number | string }
              | {
                  kind: "terms";
                  location?: string;
                  labor_rate?: number | string;
                  equipment_rate?: number | string;
                }
              | { kind: "waste"; catalogue_id: string; ifc_class?: string | null; rate: number | string }
            )[];
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              changes: (
                | { kind: "swap_material"; from: string; to: string; ifc_class?: string | null }
                | { kind: "unit_rate"; catalogue_id: string; ifc_class?: string | null; rate: string }
                | { kind: "terms"; location?: string; labor_rate?: string; equipment_rate?: string }
                | { kind: "waste"; catalogue_id: string; ifc_class?: string | null; rate: string }
              )[];
              names: Record<string, string>;
              cost: { currency: string; low: string; likely: string; high: string };
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              per_m2: {
                cost: { currency: string; low: string; likely: string; high: string };
                a1_a3_kg: number | null;
                a1_a5_kg: number | null;
              } | null;
              terms: {
                location: string;
                location_factor: string;
                labor_rate: string;
                equipment_rate: string;
              };
              price_book: { version: string; factor_version: string };
              lines_changed: number;
              outdated: boolean;
              created_by: string | null;
              created_at: string;
              calculated_at: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/variants/{variantId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Delete a variant; it can be had back for a day */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; variantId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/variants/{variantId}/recalculate": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Calculate a variant on the estimate as it is now */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; variantId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              changes: (
                | { kind: "swap_material"; from: string; to: string; ifc_class?: string | null }
                | { kind: "unit_rate"; catalogue_id: string; ifc_class?: string | null; rate: string }
                | { kind: "terms"; location?: string; labor_rate?: string; equipment_rate?: string }
                | { kind: "waste"; catalogue_id: string; ifc_class?: string | null; rate: string }
              )[];
              names: Record<string, string>;
              cost: { currency: string; low: string; likely: string; high: string };
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              per_m2: {
                cost: { currency: string; low: string; likely: string; high: string };
                a1_a3_kg: number | null;
                a1_a5_kg: number | null;
              } | null;
              terms: {
                location: string;
                location_factor: string;
                labor_rate: string;
                equipment_rate: string;
              };
              price_book: { version: string; factor_version: string };
              lines_changed: number;
              outdated: boolean;
              created_by: string | null;
              created_at: string;
              calculated_at: string;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/variants/{variantId}/restore": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Have a deleted variant back */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; variantId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              changes: (
                | { kind: "swap_material"; from: string; to: string; ifc_class?: string | null }
                | { kind: "unit_rate"; catalogue_id: string; ifc_class?: string | null; rate: string }
                | { kind: "terms"; location?: string; labor_rate?: string; equipment_rate?: string }
                | { kind: "waste"; catalogue_id: string; ifc_class?: string | null; rate: string }
              )[];
              names: Record<string, string>;
              cost: { currency: string; low: string; likely: string; high: string };
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              per_m2: {
                cost: { currency: string; low: string; likely: string; high: string };
                a1_a3_kg: number | null;
                a1_a5_kg: number | null;
              } | null;
              terms: {
                location: string;
                location_factor: string;
                labor_rate: string;
                equipment_rate: string;
              };
              price_book: { version: string; factor_version: string };
              lines_changed: number;
              outdated: boolean;
              created_by: string | null;
              created_at: string;
              calculated_at: string;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cost-estimates/{id}/what-if": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** What an estimate would come to with other materials, rates, place or waste; nothing is stored */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            changes: (
              | { kind: "swap_material"; from: string; to: string; ifc_class?: string | null }
              | { kind: "unit_rate"; catalogue_id: string; ifc_class?: string | null; rate: number | string }
              | {
                  kind: "terms";
                  location?: string;
                  labor_rate?: number | string;
                  equipment_rate?: number | string;
                }
              | { kind: "waste"; catalogue_id: string; ifc_class?: string | null; rate: number | string }
            )[];
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              estimate_id: string;
              before: {
                cost: { currency: string; low: string; likely: string; high: string };
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
                per_m2: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  a1_a3_kg: number | null;
                  a1_a5_kg: number | null;
                } | null;
              };
              after: {
                cost: { currency: string; low: string; likely: string; high: string };
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
                per_m2: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  a1_a3_kg: number | null;
                  a1_a5_kg: number | null;
                } | null;
              };
              difference: {
                cost: { currency: string; low: string; likely: string; high: string };
                carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number };
              };
              terms: {
                location: string;
                location_factor: string;
                labor_rate: string;
                equipment_rate: string;
              };
              lines: {
                position: number;
                ifc_class: string | null;
                before: {
                  catalogue_id: string;
                  name: string;
                  unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  quantity: string;
                  mass_kg: string | null;
                  unit_rate: string | null;
                  cost: string | null;
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
                after: {
                  catalogue_id: string;
                  name: string;
                  unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  quantity: string;
                  mass_kg: string | null;
                  unit_rate: string | null;
                  cost: string | null;
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
              }[];
              lines_changed: number;
              unpriced: { before: number; after: number };
              missing_carbon: { before: number; after: number };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/domains": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The domains that the organisation says are its own */
    get: {
      parameters: {
        query?: { use?: "address" | "mail" };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                domain: string;
                use: "address" | "mail";
                status: "pending" | "verified" | "lost";
                record: { name: string; value: string };
                verified_at: string | null;
                checked_at: string | null;
                problem: string | null;
                counts_until: string | null;
                created_at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Claim a domain; the answer names the DNS record that proves it */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: { content: { "application/json": { domain: string; use: "address" | "mail" } } };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              domain: string;
              use: "address" | "mail";
              status: "pending" | "verified" | "lost";
              record: { name: string; value: string };
              verified_at: string | null;
              checked_at: string | null;
              problem: string | null;
              counts_until: string | null;
              created_at: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/domains/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Give a domain up */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/domains/{id}/check": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Look now whether a domain's DNS record is there */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              domain: string;
              use: "address" | "mail";
              status: "pending" | "verified" | "lost";
              record: { name: string; value: string };
              verified_at: string | null;
              checked_at: string | null;
              problem: string | null;
              counts_until: string | null;
              created_at: string;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/email-confirmations": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Confirm a change of address by the secret of one of its two mails */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { token: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { new_email: string; waits_for: string | null } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/epd-choices": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What each catalogue entry is counted by in the active price book: a declaration, or a factor */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                catalogue_id: string;
                name: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                factor: { kg_per_kg: number; source: string; own: boolean; proxy: boolean } | null;
                epd: {
                  id: string;
                  uuid: string;
                  version: string;
                  name: string;
                  owner: string | null;
                  unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  valid_until: string | null;
                  expired: boolean;
                  kind: "product" | "average" | "proxy";
                  scenario: string | null;
                  conversion: {
                    by: "quantity" | "mass";
                    how: "same" | "weight" | "thickness_ratio" | "to_area" | "to_volume" | "mass";
                    factor: string;
                    entry_thickness_m: string | null;
                    declared_thickness_m: string | null;
                    unit_mass_kg: string | null;
                  };
                  a1_a3_kg: string;
                  data_quality: {
                    reliability: number;
                    time: number;
                    geography: number;
                    technology: number;
                    score: number;
                  };
                } | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/epd-choices/{catalogueId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Declarations that might count for a catalogue entry, the likeliest first, each with its conversion */
    get: {
      parameters: {
        query?: { q?: string; limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path: { catalogueId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                uuid: string;
                version: string;
                name: string;
                owner: string | null;
                amount: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                standard: "EN 15804+A1" | "EN 15804+A2";
                data_set_type: "specific" | "average" | "representative" | "generic" | "template" | null;
                geography: string | null;
                reference_year: number | null;
                valid_until: string | null;
                expired: boolean;
                created_at: string;
                score: number;
                scenarios: string[];
                conversion: {
                  by: "quantity" | "mass";
                  how: "same" | "weight" | "thickness_ratio" | "to_area" | "to_volume" | "mass";
                  factor: string;
                  entry_thickness_m: string | null;
                  declared_thickness_m: string | null;
                  unit_mass_kg: string | null;
                } | null;
                a1_a3_kg: string | null;
                refused: string | null;
              }[];
              total: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Choose the declaration that a catalogue entry is counted by: makes the price book's next version */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { catalogueId: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            epd: { id: string; kind: "product" | "average" | "proxy"; scenario?: string | null } | null;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/epds": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's environmental product declarations (EPD), by name */
    get: {
      parameters: {
        query?: { q?: string; validity?: "all" | "valid" | "expired"; skip?: number; limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                uuid: string;
                version: string;
                name: string;
                owner: string | null;
                amount: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                standard: "EN 15804+A1" | "EN 15804+A2";
                data_set_type: "specific" | "average" | "representative" | "generic" | "template" | null;
                geography: string | null;
                reference_year: number | null;
                valid_until: string | null;
                expired: boolean;
                created_at: string;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Import declarations (form field `file`, once or often): ILCD+EPD as XML or JSON, CSV, or archives of them */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              added: number;
              unchanged: number;
              versions: number;
              left_out: number;
              notes: { path: string; message: string }[];
              items: {
                id: string;
                uuid: string;
                version: string;
                name: string;
                owner: string | null;
                amount: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                standard: "EN 15804+A1" | "EN 15804+A2";
                data_set_type: "specific" | "average" | "representative" | "generic" | "template" | null;
                geography: string | null;
                reference_year: number | null;
                valid_until: string | null;
                expired: boolean;
                created_at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/epds/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A declaration with all that it declares, and what it counts for */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              uuid: string;
              version: string;
              name: string;
              owner: string | null;
              amount: string;
              unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
              standard: "EN 15804+A1" | "EN 15804+A2";
              data_set_type: "specific" | "average" | "representative" | "generic" | "template" | null;
              geography: string | null;
              reference_year: number | null;
              valid_until: string | null;
              expired: boolean;
              created_at: string;
              names: Record<string, string>;
              registration: string | null;
              source_url: string | null;
              format: "ilcd_xml" | "ilcd_json" | "csv";
              properties: {
                mass_kg: string | null;
                gross_density_kg_m3: string | null;
                bulk_density_kg_m3: string | null;
                grammage_kg_m2: string | null;
                thickness_m: string | null;
                linear_density_kg_m: string | null;
                piece_weight_kg: string | null;
                conversion_to_1_kg: string | null;
                biogenic_carbon_kg: string | null;
              };
              modules: {
                module: string;
                scenario: string | null;
                total: string | null;
                fossil: string | null;
                biogenic: string | null;
                luluc: string | null;
              }[];
              scenarios: { name: string; description: string | null; is_default: boolean }[];
              versions: { id: string; version: string }[];
              used: { catalogue_id: string; name: string; price_book_version: number }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a declaration that was never chosen */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/exports": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's last exports */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                status: "running" | "ready" | "failed" | "cancelled" | "expired";
                progress: number;
                requested_by: string | null;
                size: number | null;
                sha256: string | null;
                problem: string | null;
                created_at: string;
                finished_at: string | null;
                expires_at: string | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Export everything the organisation has, as one archive; a mail tells when it is ready */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              status: "running" | "ready" | "failed" | "cancelled" | "expired";
              progress: number;
              requested_by: string | null;
              size: number | null;
              sha256: string | null;
              problem: string | null;
              created_at: string;
              finished_at: string | null;
              expires_at: string | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/exports/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How far an export is */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              status: "running" | "ready" | "failed" | "cancelled" | "expired";
              progress: number;
              requested_by: string | null;
              size: number | null;
              sha256: string | null;
              problem: string | null;
              created_at: string;
              finished_at: string | null;
              expires_at: string | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Cancel an export that is being written, or delete its archive */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/exports/{id}/download": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An export's archive (one Range may be asked for); on S3 a redirect to a link that holds for five minutes */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/zip": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** List files, newest first */
    get: {
      parameters: {
        query?: {
          skip?: number;
          limit?: number;
          status?: "pending" | "uploaded" | "processing" | "completed" | "failed";
          storage_tier?: "hot" | "archiving" | "archived" | "restoring" | "restored";
          on_hold?: "true";
          q?: string;
          project_id?: string | "none";
          from?: string;
          to?: string;
          sha256?: string;
          needs?: "failed" | "unknown_materials" | "floor_area";
          versions?: "all" | "newest";
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                file_id: string;
                filename: string;
                format: "ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv";
                size: number;
                sha256: string | null;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                failure: { code: string; message: string } | null;
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
                storage_class: "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                archived_at: string | null;
                keep_hot: boolean;
                legal_hold: boolean;
                project_id: string | null;
                temporary: boolean;
                expires_at: string | null;
                created_at: string;
                uploaded_at: string | null;
                processed_at: string | null;
                version: {
                  number: number;
                  is_newest: boolean;
                  newest_file_id: string;
                  previous_file_id: string | null;
                } | null;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Start a resumable upload */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            filename: string;
            size: number;
            sha256?: string;
            project_id?: string;
            temporary?: boolean;
            supersedes?: string;
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              part_size: number;
              parts: { number: number; url: string }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/restore": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Restore many archived files at once */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            restore_days?: number;
            tier?: "standard" | "expedited" | "bulk";
            permanent?: boolean;
            file_ids: string[];
          };
        };
      };
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              batch_id: string;
              restores: {
                restore_id: string;
                file_id: string;
                batch_id: string | null;
                status: "requested" | "in_progress" | "ready" | "expired" | "failed" | "superseded";
                tier: "standard" | "expedited" | "bulk";
                restore_days: number;
                permanent: boolean;
                size: number;
                requested_at: string;
                estimated_ready: string;
                ready_at: string | null;
                expires_at: string | null;
                finished_at: string | null;
                failure: { code: string; message: string } | null;
              }[];
              skipped: { file_id: string; code: "file_not_found" | "file_not_archived"; message: string }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/restore/terms": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** What restoring several archived files takes and costs; nothing is done */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { file_ids: string[] } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              terms: {
                tier: "standard" | "expedited" | "bulk";
                available: boolean;
                reason: string | null;
                expected_seconds: number | null;
                estimated_ready: string | null;
                cost: { amount: string; currency: string } | null;
                free: boolean;
              }[];
              permanent: { fits: boolean; storage_free: number };
              files: number;
              size: number;
              open: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/sample": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Take the product's own sample model as a file */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        201: { headers: { [name: string]: unknown }; content: { "application/json": { file_id: string } } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/upload": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Upload a file as a form, field `file` */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { "application/json": { file_id: string } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's state and the steps of its newest run */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              filename: string;
              format: "ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv";
              size: number;
              sha256: string | null;
              status: "pending" | "uploaded" | "processing" | "completed" | "failed";
              failure: { code: string; message: string } | null;
              storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              storage_class: "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              archived_at: string | null;
              keep_hot: boolean;
              legal_hold: boolean;
              project_id: string | null;
              temporary: boolean;
              expires_at: string | null;
              created_at: string;
              uploaded_at: string | null;
              processed_at: string | null;
              version: {
                number: number;
                is_newest: boolean;
                newest_file_id: string;
                previous_file_id: string | null;
              } | null;
              steps: {
                name: "extract_geometry" | "classify_materials" | "estimate_costs" | "calculate_carbon";
                status: "pending" | "running" | "completed" | "failed";
                started_at: string | null;
                duration_ms: number | null;
                attempts: number;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a file, or abort its upload */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Keep a file in hot storage, or put it on legal hold */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { keep_hot?: boolean; legal_hold?: boolean } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              filename: string;
              format: "ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv";
              size: number;
              sha256: string | null;
              status: "pending" | "uploaded" | "processing" | "completed" | "failed";
              failure: { code: string; message: string } | null;
              storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              storage_class: "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              archived_at: string | null;
              keep_hot: boolean;
              legal_hold: boolean;
              project_id: string | null;
              temporary: boolean;
              expires_at: string | null;
              created_at: string;
              uploaded_at: string | null;
              processed_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/files/{id}/analysis": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's take-off, materials, cost and carbon, as far as its run is */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              status: "pending" | "uploaded" | "processing" | "completed" | "failed";
              failure: { code: string; message: string } | null;
              format: "ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv";
              holds: { rows: boolean; layers: boolean };
              schema: string | null;
              application: string | null;
              project_name: string | null;
              elements: {
                total: number;
                by_class: Record<
                  string,
                  {
                    count: number;
                    length_m: number;
                    area_m2: number;
                    volume_m3: number;
                    weight_kg: number;
                    low_confidence: number;
                  }
                >;
              } | null;
              storeys: {
                name: string;
                elevation_m: number;
                elements: number;
                floor_areas: {
                  gross: { m2: number | null; source: "stated" | "measured" | "none" };
                  net: { m2: number | null; source: "stated" | "measured" | "none" };
                } | null;
              }[];
              floor_areas: {
                gross: { m2: number | null; source: "stated" | "measured" | "none" };
                net: { m2: number | null; source: "stated" | "measured" | "none" };
                used: {
                  floor_area_m2: number | null;
                  source: "confirmed" | "stated" | "measured" | "none";
                  kind: "confirmed" | "gross" | "net" | "none";
                };
              } | null;
              materials: {
                name: string;
                catalogue_id: string | null;
                confidence: number;
                rule: string;
                volume_m3: number;
                mass_kg: number | null;
                elements: number;
                unweighed_elements: number;
              }[];
              unknown_materials: string[];
              cost: { currency: string; low: string; likely: string; high: string } | null;
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
              per_m2: {
                cost: { currency: string; low: string; likely: string; high: string };
                a1_a3_kg: number | null;
                a1_a5_kg: number | null;
              } | null;
              coverage: {
                cost: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                };
                carbon: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                } | null;
              } | null;
              unpriced: {
                reason: string;
                material: string | null;
                catalogue_id: string | null;
                ifc_class: string | null;
                volume_m3: number;
                elements: number;
              }[];
              missing_carbon: {
                reason: string;
                material: string | null;
                catalogue_id: string | null;
                ifc_class: string | null;
                volume_m3: number;
                elements: number;
              }[];
              placeholder_prices: boolean;
              estimate_id: string | null;
              warnings: string[];
              steps: {
                name: "extract_geometry" | "classify_materials" | "estimate_costs" | "calculate_carbon";
                status: "pending" | "running" | "completed" | "failed";
                started_at: string | null;
                duration_ms: number | null;
                attempts: number;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/bill": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A bill's sheets and rows: what the columns are taken for, what was read and what could not be */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              format: "ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv";
              sheets: {
                name: string;
                place: string | null;
                hidden: boolean;
                problem:
                  | "left_out"
                  | "hidden"
                  | "empty"
                  | "no_headings"
                  | "no_quantity"
                  | "no_unit"
                  | "no_text"
                  | null;
                use: boolean;
                heading_row: number;
                heading_row_said: boolean;
                columns: {
                  letter: string;
                  heading: string;
                  samples: string[];
                  role:
                    | "item"
                    | "description"
                    | "quantity"
                    | "unit"
                    | "material"
                    | "thickness"
                    | "storey"
                    | "rate"
                    | "amount"
                    | null;
                }[];
                decimal: "point" | "comma" | null;
                state: "confirmed" | "suggested";
                applied: boolean;
                filled: number;
                read: number;
                sections: number;
                unread: number;
                rows: {
                  row: number;
                  item: string;
                  text: string;
                  quantity_text: string;
                  unit_text: string;
                  kind: "read" | "section" | "unread";
                  read: {
                    ifc_class: string;
                    material: string;
                    quantity: number;
                    unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  } | null;
                  reason:
                    | "no_quantity"
                    | "quantity_text"
                    | "quantity_zero"
                    | "quantity_negative"
                    | "quantity_large"
                    | "number_ambiguous"
                    | "formula"
                    | "no_unit"
                    | "unit_unknown"
                    | "unit_ambiguous"
                    | "unit_unbuilt"
                    | "lump_sum"
                    | "subtotal"
                    | "optional"
                    | "pieces_fraction"
                    | "pieces_many"
                    | "no_text"
                    | null;
                }[];
                unread_rows: {
                  row: number;
                  item: string;
                  text: string;
                  quantity_text: string;
                  unit_text: string;
                  kind: "read" | "section" | "unread";
                  read: {
                    ifc_class: string;
                    material: string;
                    quantity: number;
                    unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  } | null;
                  reason:
                    | "no_quantity"
                    | "quantity_text"
                    | "quantity_zero"
                    | "quantity_negative"
                    | "quantity_large"
                    | "number_ambiguous"
                    | "formula"
                    | "no_unit"
                    | "unit_unknown"
                    | "unit_ambiguous"
                    | "unit_unbuilt"
                    | "lump_sum"
                    | "subtotal"
                    | "optional"
                    | "pieces_fraction"
                    | "pieces_many"
                    | "no_text"
                    | null;
                }[];
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/bill/mapping": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Say what the columns of a bill's sheets are, and which sheets count; remembered, and the file is processed again */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            sheets: {
              name: string;
              use?: boolean;
              heading_row?: number | null;
              mapping?: {
                roles: (
                  | "item"
                  | "description"
                  | "quantity"
                  | "unit"
                  | "material"
                  | "thickness"
                  | "storey"
                  | "rate"
                  | "amount"
                  | null
                )[];
                decimal?: "point" | "comma" | null;
              } | null;
            }[];
          };
        };
      };
      responses: {
        202: {
          headers: { [name: string]: unknown };
          content: { "application/json": { file_id: string; run_id: string; status: "accepted" } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/changes": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What a version of a model changed of the one before: counts, cost, carbon, sums by class and storey */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              state: "first" | "waiting" | "failed" | "due" | "ready";
              file: {
                file_id: string;
                filename: string;
                number: number | null;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              };
              base: {
                file_id: string;
                filename: string;
                number: number | null;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              } | null;
              summary: {
                compared_at: string;
                rows: number;
                counts: { added: number; removed: number; changed: number; unchanged: number };
                matched_by: { global_id: number; place: number; likeness: number };
                fields: Partial<
                  Record<
                    "class" | "material" | "storey" | "place" | "length" | "area" | "volume" | "weight",
                    number
                  >
                >;
                storeys: { kind: "added" | "removed" | "renamed"; from: string | null; to: string | null }[];
                quantities: { length_m: number; area_m2: number; volume_m3: number; weight_kg: number };
                cost: {
                  currency: string;
                  base_currency: string;
                  before: string | null;
                  before_at_terms: string;
                  after: string;
                  due_to_terms: string | null;
                  due_to_model: string;
                  difference: string | null;
                } | null;
                carbon: {
                  before_kg: number;
                  before_at_terms_kg: number;
                  after_kg: number;
                  due_to_terms_kg: number;
                  due_to_model_kg: number;
                  difference_kg: number;
                } | null;
                price_book: string | null;
                base_price_book: string | null;
                by_class: {
                  name: string | null;
                  added: number;
                  removed: number;
                  changed: number;
                  unchanged: number;
                  length_m: number;
                  area_m2: number;
                  volume_m3: number;
                  weight_kg: number;
                  cost: string | null;
                  carbon_kg: number | null;
                }[];
                by_storey: {
                  name: string | null;
                  added: number;
                  removed: number;
                  changed: number;
                  unchanged: number;
                  length_m: number;
                  area_m2: number;
                  volume_m3: number;
                  weight_kg: number;
                  cost: string | null;
                  carbon_kg: number | null;
                }[];
              } | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Compare a version of a model with the one before, unless that is done */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              state: "first" | "waiting" | "failed" | "due" | "ready";
              file: {
                file_id: string;
                filename: string;
                number: number | null;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              };
              base: {
                file_id: string;
                filename: string;
                number: number | null;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              } | null;
              summary: {
                compared_at: string;
                rows: number;
                counts: { added: number; removed: number; changed: number; unchanged: number };
                matched_by: { global_id: number; place: number; likeness: number };
                fields: Partial<
                  Record<
                    "class" | "material" | "storey" | "place" | "length" | "area" | "volume" | "weight",
                    number
                  >
                >;
                storeys: { kind: "added" | "removed" | "renamed"; from: string | null; to: string | null }[];
                quantities: { length_m: number; area_m2: number; volume_m3: number; weight_kg: number };
                cost: {
                  currency: string;
                  base_currency: string;
                  before: string | null;
                  before_at_terms: string;
                  after: string;
                  due_to_terms: string | null;
                  due_to_model: string;
                  difference: string | null;
                } | null;
                carbon: {
                  before_kg: number;
                  before_at_terms_kg: number;
                  after_kg: number;
                  due_to_terms_kg: number;
                  due_to_model_kg: number;
                  difference_kg: number;
                } | null;
                price_book: string | null;
                base_price_book: string | null;
                by_class: {
                  name: string | null;
                  added: number;
                  removed: number;
                  changed: number;
                  unchanged: number;
                  length_m: number;
                  area_m2: number;
                  volume_m3: number;
                  weight_kg: number;
                  cost: string | null;
                  carbon_kg: number | null;
                }[];
                by_storey: {
                  name: string | null;
                  added: number;
                  removed: number;
                  changed: number;
                  unchanged: number;
                  length_m: number;
                  area_m2: number;
                  volume_m3: number;
                  weight_kg: number;
                  cost: string | null;
                  carbon_kg: number | null;
                }[];
              } | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/changes/columns": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Every element of two versions of a model in columns: kind of change, class, storey, ordinals */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              count: number;
              kinds: ("added" | "removed" | "changed" | "unchanged")[];
              kind: number[];
              classes: string[];
              class: number[];
              storeys: string[];
              storey: number[];
              ordinal: number[];
              base_ordinal: number[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/changes/export": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The elements of two versions of a model as CSV */
    get: {
      parameters: {
        query?: { kind?: string; class?: string; storey?: string; locale?: "en" | "de" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/csv": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/changes/rows": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The elements of two versions of a model, added, removed, changed and unchanged, page by page */
    get: {
      parameters: {
        query?: {
          kind?: string;
          class?: string;
          storey?: string;
          limit?: number;
          after?: number;
          positions?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                position: number;
                kind: "added" | "removed" | "changed" | "unchanged";
                matched_by: "global_id" | "place" | "likeness" | null;
                changed: (
                  | "class"
                  | "material"
                  | "storey"
                  | "place"
                  | "length"
                  | "area"
                  | "volume"
                  | "weight"
                )[];
                moved_m: number | null;
                ordinal: number | null;
                base_ordinal: number | null;
                newer: {
                  global_id: string;
                  ifc_class: string;
                  name: string | null;
                  storey: string | null;
                  main_material: string | null;
                  length_m: number | null;
                  area_m2: number | null;
                  volume_m3: number | null;
                  weight_kg: number | null;
                } | null;
                base: {
                  global_id: string;
                  ifc_class: string;
                  name: string | null;
                  storey: string | null;
                  main_material: string | null;
                  length_m: number | null;
                  area_m2: number | null;
                  volume_m3: number | null;
                  weight_kg: number | null;
                } | null;
                cost: string | null;
                base_cost: string | null;
                base_cost_at_terms: string | null;
                carbon_kg: number | null;
                base_carbon_kg: number | null;
                base_carbon_at_terms_kg: number | null;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/complete": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Complete a resumable upload */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: { "application/json": { parts: { number: number; etag: string }[]; sha256?: string } };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              filename: string;
              format: "ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv";
              size: number;
              sha256: string | null;
              status: "pending" | "uploaded" | "processing" | "completed" | "failed";
              failure: { code: string; message: string } | null;
              storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              storage_class: "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              archived_at: string | null;
              keep_hot: boolean;
              legal_hold: boolean;
              project_id: string | null;
              temporary: boolean;
              expires_at: string | null;
              created_at: string;
              uploaded_at: string | null;
              processed_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/corrections": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What people corrected of a file's take-off, with what was found, who said so, and why */
    get: {
      parameters: {
        query?: { state?: "standing" | "all"; skip?: number; limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                kind: "length_m" | "area_m2" | "volume_m3" | "weight_kg" | "material" | "exclusion";
                state: "standing" | "changed" | "missing" | "whole" | "replaced" | "withdrawn";
                element: {
                  ordinal: number | null;
                  global_id: string;
                  ifc_class: string;
                  name: string | null;
                  storey: string | null;
                };
                quantity: {
                  found: {
                    value: number | null;
                    source: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected" | null;
                  };
                  now: {
                    value: number | null;
                    source: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected" | null;
                  } | null;
                  corrected: string;
                } | null;
                materials: {
                  found: {
                    name: string;
                    thickness_m: number | null;
                    share: number;
                    share_assumed?: boolean;
                  }[];
                  now:
                    | { name: string; thickness_m: number | null; share: number; share_assumed?: boolean }[]
                    | null;
                  corrected: { name: string; catalogue_id: string | null; share: number }[];
                } | null;
                excluded: {
                  length_m: number | null;
                  area_m2: number | null;
                  volume_m3: number | null;
                  weight_kg: number | null;
                } | null;
                reason: string;
                by: { kind: "person" | "api_key" | "operator" | "system"; name: string | null };
                at: string;
                carried_from: string | null;
                ended: {
                  by: { kind: "person" | "api_key" | "operator" | "system"; name: string | null };
                  at: string;
                  reason: string | null;
                } | null;
              }[];
              total: number;
              standing: number;
              to_look_at: number;
              former: number;
              elements: { corrected: number; excluded: number };
              floor_area: {
                found_m2: number | null;
                corrected_m2: number;
                reason: string | null;
                by: { kind: "person" | "api_key" | "operator" | "system"; name: string | null } | null;
                at: string | null;
              } | null;
              earlier: { file_id: string; filename: string; number: number; corrections: number } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Correct elements: their quantities, their materials, or that they do not count; they survive a re-run, and the estimate is calculated again */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            ordinals?: number[];
            global_ids?: string[];
            filter?: {
              class?: string;
              storey?: string;
              material?: string;
              main_material?: string;
              q?: string;
              confidence?: "low" | "ok";
              finding?:
                | "no_quantity"
                | "doubled"
                | "same_id"
                | "no_material"
                | "unknown_material"
                | "oversized"
                | "no_storey"
                | "low_confidence"
                | "corrected"
                | "excluded";
              line?: number;
              entry?: string;
              gap?: "price" | "carbon";
            };
            quantities?: {
              length_m?: number | string;
              area_m2?: number | string;
              volume_m3?: number | string;
              weight_kg?: number | string;
            };
            materials?: { catalogue_id?: string; name?: string; share?: number }[];
            excluded?: true;
            reason: string;
          };
        };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              changed: number;
              estimate: {
                id: string;
                before: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
                after: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
              } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/corrections/carry": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Take over the corrections of the earlier version of a model, where the element is here by its GlobalId */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              changed: number;
              estimate: {
                id: string;
                before: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
                after: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
              } | null;
              left_out: number;
              to_look_at: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/corrections/keep": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Leave corrections as they are, having looked at what the model says of their elements now */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { ids: string[] } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              changed: number;
              estimate: {
                id: string;
                before: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
                after: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
              } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/corrections/withdraw": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Take corrections back: what was found counts again, and the estimate is calculated anew */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { ids: string[]; reason?: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              changed: number;
              estimate: {
                id: string;
                before: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
                after: {
                  cost: { currency: string; low: string; likely: string; high: string };
                  carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
                };
              } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/download": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's bytes (one Range may be asked for); on S3 a redirect to a link that holds for five minutes */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/octet-stream": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/drawing": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A drawing's layers and blocks with what they hold and what they are taken for */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              format: "dwg" | "dxf" | "pdf";
              version: string;
              unit: {
                stated:
                  | "mm"
                  | "cm"
                  | "dm"
                  | "m"
                  | "km"
                  | "in"
                  | "ft"
                  | "yd"
                  | "mi"
                  | "us_ft"
                  | "us_in"
                  | "us_yd"
                  | null;
                said:
                  | "mm"
                  | "cm"
                  | "dm"
                  | "m"
                  | "km"
                  | "in"
                  | "ft"
                  | "yd"
                  | "mi"
                  | "us_ft"
                  | "us_in"
                  | "us_yd"
                  | null;
                used:
                  | "mm"
                  | "cm"
                  | "dm"
                  | "m"
                  | "km"
                  | "in"
                  | "ft"
                  | "yd"
                  | "mi"
                  | "us_ft"
                  | "us_in"
                  | "us_yd"
                  | null;
              };
              scale: { stated: number | null; said: number | null } | null;
              layers: {
                kind: "layer" | "block";
                name: string;
                length: number;
                area: number;
                length_m: number | null;
                area_m2: number | null;
                count: number;
                without: number;
                mapping:
                  | (
                      | { use: "leave_out" }
                      | {
                          use: "element";
                          ifc_class: string;
                          measure:
                            | "count"
                            | "length"
                            | "area"
                            | "length_height"
                            | "length_height_thickness"
                            | "area_thickness"
                            | "area_height";
                          height_m: number | null;
                          thickness_m: number | null;
                          two_lines: boolean;
                          material: string | null;
                          storey: string | null;
                        }
                    )
                  | null;
                state: "confirmed" | "suggested" | "none";
                applied: boolean;
                shown: "on" | "off" | "frozen";
                things: number;
                closed: number;
                doubled: number;
                unmeasured: number;
                hidden: number;
              }[];
              blocks: {
                kind: "layer" | "block";
                name: string;
                length: number;
                area: number;
                length_m: number | null;
                area_m2: number | null;
                count: number;
                without: number;
                mapping:
                  | (
                      | { use: "leave_out" }
                      | {
                          use: "element";
                          ifc_class: string;
                          measure:
                            | "count"
                            | "length"
                            | "area"
                            | "length_height"
                            | "length_height_thickness"
                            | "area_thickness"
                            | "area_height";
                          height_m: number | null;
                          thickness_m: number | null;
                          two_lines: boolean;
                          material: string | null;
                          storey: string | null;
                        }
                    )
                  | null;
                state: "confirmed" | "suggested" | "none";
                applied: boolean;
              }[];
              annotations: number;
              paper_space: number;
              unread: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/drawing/mapping": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Say what a drawing's layers and blocks are, and its unit; remembered, and the file is processed again */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            unit?:
              | "mm"
              | "cm"
              | "dm"
              | "m"
              | "km"
              | "in"
              | "ft"
              | "yd"
              | "mi"
              | "us_ft"
              | "us_in"
              | "us_yd"
              | null;
            scale?: number | null;
            mappings?: {
              kind: "layer" | "block";
              name: string;
              mapping:
                | (
                    | { use: "leave_out" }
                    | {
                        use: "element";
                        ifc_class: string;
                        measure:
                          | "count"
                          | "length"
                          | "area"
                          | "length_height"
                          | "length_height_thickness"
                          | "area_thickness"
                          | "area_height";
                        height_m?: number | null;
                        thickness_m?: number | null;
                        two_lines?: boolean;
                        material?: string | null;
                        storey?: string | null;
                      }
                  )
                | null;
            }[];
          };
        };
      };
      responses: {
        202: {
          headers: { [name: string]: unknown };
          content: { "application/json": { file_id: string; run_id: string; status: "accepted" } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/elements": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's single elements, page by page, in the model's order or sorted */
    get: {
      parameters: {
        query?: {
          class?: string;
          storey?: string;
          material?: string;
          main_material?: string;
          q?: string;
          confidence?: "low" | "ok";
          finding?:
            | "no_quantity"
            | "doubled"
            | "same_id"
            | "no_material"
            | "unknown_material"
            | "oversized"
            | "no_storey"
            | "low_confidence"
            | "corrected"
            | "excluded";
          line?: number;
          entry?: string;
          gap?: "price" | "carbon";
          ordinals?: string;
          sort?: "storey" | "ifc_class" | "name" | "length_m" | "area_m2" | "volume_m3" | "weight_kg";
          order?: "asc" | "desc";
          skip?: number;
          limit?: number;
          after?: number;
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                ordinal: number;
                global_id: string;
                ifc_class: string;
                name: string | null;
                type_name: string | null;
                storey: string | null;
                quantities: { length_m?: number; area_m2?: number; volume_m3?: number; weight_kg?: number };
                sources: {
                  length_m?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                  area_m2?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                  volume_m3?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                  weight_kg?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                  count?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                };
                materials: {
                  name: string;
                  thickness_m: number | null;
                  share: number;
                  share_assumed?: boolean;
                }[];
                main_material?: string | null;
                is_external?: boolean | null;
                load_bearing?: boolean | null;
                parent_global_id: string | null;
                measured: boolean;
                found: {
                  quantities: { length_m?: number; area_m2?: number; volume_m3?: number; weight_kg?: number };
                  sources: {
                    length_m?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                    area_m2?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                    volume_m3?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                    weight_kg?: "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";
                  };
                  materials: {
                    name: string;
                    thickness_m: number | null;
                    share: number;
                    share_assumed?: boolean;
                  }[];
                } | null;
                excluded: boolean;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/elements/export": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's elements as CSV, filtered, grouped and sorted */
    get: {
      parameters: {
        query?: {
          class?: string;
          storey?: string;
          material?: string;
          main_material?: string;
          q?: string;
          confidence?: "low" | "ok";
          finding?:
            | "no_quantity"
            | "doubled"
            | "same_id"
            | "no_material"
            | "unknown_material"
            | "oversized"
            | "no_storey"
            | "low_confidence"
            | "corrected"
            | "excluded";
          line?: number;
          entry?: string;
          gap?: "price" | "carbon";
          ordinals?: string;
          sort?: "storey" | "ifc_class" | "name" | "length_m" | "area_m2" | "volume_m3" | "weight_kg";
          order?: "asc" | "desc";
          by?: "storey" | "class" | "material";
          locale?: "en" | "de";
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/csv": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/elements/groups": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's elements summed up by storey, class or material */
    get: {
      parameters: {
        query?: {
          class?: string;
          storey?: string;
          material?: string;
          main_material?: string;
          q?: string;
          confidence?: "low" | "ok";
          finding?:
            | "no_quantity"
            | "doubled"
            | "same_id"
            | "no_material"
            | "unknown_material"
            | "oversized"
            | "no_storey"
            | "low_confidence"
            | "corrected"
            | "excluded";
          line?: number;
          entry?: string;
          gap?: "price" | "carbon";
          ordinals?: string;
          by?: "storey" | "class" | "material";
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              groups: {
                count: number;
                length_m: number | null;
                area_m2: number | null;
                volume_m3: number | null;
                weight_kg: number | null;
                low_confidence: number;
                key: string;
                name: string | null;
              }[];
              total: {
                count: number;
                length_m: number | null;
                area_m2: number | null;
                volume_m3: number | null;
                weight_kg: number | null;
                low_confidence: number;
              };
              left_out: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/elements/order": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The ordinals of a file's elements, filtered and sorted, to look them up page by page */
    get: {
      parameters: {
        query?: {
          class?: string;
          storey?: string;
          material?: string;
          main_material?: string;
          q?: string;
          confidence?: "low" | "ok";
          finding?:
            | "no_quantity"
            | "doubled"
            | "same_id"
            | "no_material"
            | "unknown_material"
            | "oversized"
            | "no_storey"
            | "low_confidence"
            | "corrected"
            | "excluded";
          line?: number;
          entry?: string;
          gap?: "price" | "carbon";
          ordinals?: string;
          sort?: "storey" | "ifc_class" | "name" | "length_m" | "area_m2" | "volume_m3" | "weight_kg";
          order?: "asc" | "desc";
          by?: "storey" | "class" | "material";
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { groups: { key: string | null; ordinals: number[] }[] } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/export": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's model with cost and carbon written into it (ifc), or its estimate as a workbook, CSV or a report (xlsx, csv, pdf) */
    get: {
      parameters: {
        query: {
          format: "xlsx" | "csv" | "pdf" | "ifc";
          rows?: "lines" | "elements" | "carbon" | "epds" | "corrections";
          locale?: "en" | "de";
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/octet-stream": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/floor-area": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Confirm or correct a file's floor area */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { floor_area_m2: number; reason?: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              floor_area_m2: number | null;
              source: "confirmed" | "stated" | "measured" | "none";
              kind: "confirmed" | "gross" | "net" | "none";
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    /** Go back to the floor area that the file states, or that was measured */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              floor_area_m2: number | null;
              source: "confirmed" | "stated" | "measured" | "none";
              kind: "confirmed" | "gross" | "net" | "none";
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/materials": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A file's materials and what they were taken for */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              estimate_id: string;
              materials: {
                name: string;
                catalogue_id: string | null;
                confidence: number;
                rule: string;
                volume_m3: number;
                mass_kg: number | null;
                elements: number;
                unweighed_elements: number;
              }[];
              unknown_materials: string[];
              cost: { currency: string; low: string; likely: string; high: string };
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
              coverage: {
                cost: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                };
                carbon: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                } | null;
              };
              suggestions: Record<
                string,
                {
                  catalogue_id: string;
                  name: string;
                  unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  score: number;
                  because: "own_name" | "rule" | "spelling" | "words" | "meaning";
                }[]
              >;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Assign materials to catalogue entries; remembered, and the estimate is calculated again */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { assignments: Record<string, string | null> } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              estimate_id: string;
              materials: {
                name: string;
                catalogue_id: string | null;
                confidence: number;
                rule: string;
                volume_m3: number;
                mass_kg: number | null;
                elements: number;
                unweighed_elements: number;
              }[];
              unknown_materials: string[];
              cost: { currency: string; low: string; likely: string; high: string };
              carbon: { a1_a3_kg: number; a4_kg: number; a5_kg: number; biogenic_kg: number } | null;
              coverage: {
                cost: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                };
                carbon: {
                  elements: { covered: number; total: number; share: number };
                  volume_m3: { covered: number; total: number; share: number };
                } | null;
              };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/model": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What is drawn of a file in 3D: its bounds, and the parts to fetch, the largest elements first */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              format: "glb-1";
              up: "z";
              unit: "m";
              origin: [number, number, number];
              bounds: { min: [number, number, number]; max: [number, number, number] };
              triangles: number;
              elements: number;
              parts: { number: number; bytes: number; triangles: number; elements: number; url: string }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/model/elements": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What a file's elements are coloured by, in columns: class, storey, material, cost, carbon, confidence */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              count: number;
              classes: string[];
              class: number[];
              storeys: string[];
              storey: number[];
              materials: string[];
              material: number[];
              material_entries: (string | null)[];
              currency: string | null;
              cost: (number | null)[];
              carbon_kg: (number | null)[];
              confidence: number[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/model/{number}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A part of what is drawn of a file: glTF 2.0 binary, quantised and compressed (EXT_meshopt_compression) */
    get: {
      parameters: {
        query?: { v?: string };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; number: number };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "model/gltf-binary": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/parts": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Resume an upload: parts received, and links for the missing ones */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              part_size: number;
              received: { number: number; etag: string; size: number }[];
              parts: { number: number; url: string }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/process": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Run the pipeline over a file again */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: { "application/json": { file_id: string; run_id: string; status: "accepted" } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/restore": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What restoring an archived file takes and costs, and how far its restore is */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              terms: {
                tier: "standard" | "expedited" | "bulk";
                available: boolean;
                reason: string | null;
                expected_seconds: number | null;
                estimated_ready: string | null;
                cost: { amount: string; currency: string } | null;
                free: boolean;
              }[];
              permanent: { fits: boolean; storage_free: number };
              file_id: string;
              filename: string;
              size: number;
              storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
              storage_class: "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              restore: {
                restore_id: string;
                file_id: string;
                batch_id: string | null;
                status: "requested" | "in_progress" | "ready" | "expired" | "failed" | "superseded";
                tier: "standard" | "expedited" | "bulk";
                restore_days: number;
                permanent: boolean;
                size: number;
                requested_at: string;
                estimated_ready: string;
                ready_at: string | null;
                expires_at: string | null;
                finished_at: string | null;
                failure: { code: string; message: string } | null;
              } | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Restore an archived file for some days, or for good */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            restore_days?: number;
            tier?: "standard" | "expedited" | "bulk";
            permanent?: boolean;
          };
        };
      };
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              status: "restore_initiated";
              file_id: string;
              estimated_ready: string;
              restore: {
                restore_id: string;
                file_id: string;
                batch_id: string | null;
                status: "requested" | "in_progress" | "ready" | "expired" | "failed" | "superseded";
                tier: "standard" | "expedited" | "bulk";
                restore_days: number;
                permanent: boolean;
                size: number;
                requested_at: string;
                estimated_ready: string;
                ready_at: string | null;
                expires_at: string | null;
                finished_at: string | null;
                failure: { code: string; message: string } | null;
              };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/revit": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What a Revit file says of itself: release, part data, and how to export an IFC model from it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              is_family: boolean;
              release: string | null;
              product: string | null;
              build: string | null;
              worksharing: "none" | "central" | "local" | "workshared" | null;
              saved_as: string | null;
              locale: string | null;
              part: {
                title: string | null;
                category: string | null;
                parameters: { name: string; value: string; kind: string | null }[];
                types: { name: string; parameters: { name: string; value: string; kind: string | null }[] }[];
                further_types: number;
              } | null;
              has_preview: boolean;
              advice: string;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/revit/preview": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The preview of a Revit file, as PNG */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "image/png": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/timeline": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How a file was processed: its newest runs, their steps and each attempt, from the traces */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              file_id: string;
              runs: {
                run_id: string;
                trace_id: string | null;
                status: "running" | "completed" | "failed";
                started_at: string;
                finished_at: string | null;
                duration_ms: number | null;
                steps: {
                  name: "extract_geometry" | "classify_materials" | "estimate_costs" | "calculate_carbon";
                  status: "pending" | "running" | "completed" | "failed";
                  started_at: string | null;
                  duration_ms: number | null;
                  attempts: {
                    number: number;
                    status: "running" | "completed" | "failed" | "interrupted";
                    started_at: string;
                    duration_ms: number | null;
                    error_type: string | null;
                    error_message: string | null;
                  }[];
                }[];
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/trust": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How far a file's take-off can be trusted: what is missing, doubled, empty or out of proportion in its model */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              elements: number;
              measured: number;
              findings: {
                finding:
                  | "no_quantity"
                  | "doubled"
                  | "same_id"
                  | "no_material"
                  | "unknown_material"
                  | "oversized"
                  | "no_storey"
                  | "low_confidence";
                elements: number;
              }[];
              overlaps: {
                total: number | null;
                pairs: {
                  a: { ordinal: number; global_id: string; ifc_class: string; name: string | null };
                  b: { ordinal: number; global_id: string; ifc_class: string; name: string | null };
                  share: number;
                }[];
              };
              storeys: {
                total: number;
                without_elements: string[];
                unusual_heights: { name: string; height_m: number }[];
              };
              extent_m: { x: number; y: number; z: number } | null;
              unit_doubtful: boolean;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/files/{id}/versions": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The versions of the model that a file is one of, the newest first */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                file_id: string;
                number: number;
                filename: string;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
                created_at: string;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Make a file a new version of another one of its project */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { supersedes: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                file_id: string;
                number: number;
                filename: string;
                status: "pending" | "uploaded" | "processing" | "completed" | "failed";
                storage_tier: "hot" | "archiving" | "archived" | "restoring" | "restored";
                created_at: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    /** Take a file out of the versions of its model */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/health/live": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** This process answers, whatever it stands on; which of several it is, is told by its process id */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { status: "live"; process: number } };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/health/ready": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** This process can serve, and how each part is that it stands on; 503 while it cannot */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              status: "ready" | "degraded";
              parts: {
                name: "database" | "object_store" | "jobs" | "vectors" | "mail";
                state: "ready" | "degraded" | "down";
                since: string;
              }[];
            };
          };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/inbox": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Mail that was caught, where no SMTP server is configured */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                recipient: string;
                subject: string;
                text: string;
                html: string;
                created_at: string;
              }[];
            };
          };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Invitations that wait or have expired, and the plan's seats */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                email: string;
                role: "viewer" | "editor" | "admin";
                status: "open" | "expired";
                invited_by: string | null;
                created_at: string;
                expires_at: string;
                sends: number;
                last_sent_at: string;
                mail_bounces: boolean;
              }[];
              seats: { limit: number | null; free: number | null };
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Invite somebody by mail */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: { "application/json": { email: string; role?: "viewer" | "editor" | "admin" } };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              email: string;
              role: "viewer" | "editor" | "admin";
              status: "open" | "expired";
              invited_by: string | null;
              created_at: string;
              expires_at: string;
              sends: number;
              last_sent_at: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations/accept": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Accept an invitation */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": { token: string; name?: string; password?: string; instead?: boolean };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { url: string } | { needs: "account"; email: string } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations/list": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Invite everybody of a pasted list; each address has its own result */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: { "application/json": { addresses: string; role?: "viewer" | "editor" | "admin" } };
      };
      responses: {
        200: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                email: string;
                outcome: "invited" | "already_member" | "already_invited" | "seats_full" | "invalid_address";
                detail: string;
                invitation: {
                  id: string;
                  email: string;
                  role: "viewer" | "editor" | "admin";
                  status: "open" | "expired";
                  invited_by: string | null;
                  created_at: string;
                  expires_at: string;
                  sends: number;
                  last_sent_at: string;
                } | null;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations/look": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** What an invitation offers, and to whom; it is not accepted by this */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { token: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": { email: string; role: "viewer" | "editor" | "admin"; has_account: boolean };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke an invitation */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations/{id}/resend": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Mail an invitation again; links of its mails before stop working */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              email: string;
              role: "viewer" | "editor" | "admin";
              status: "open" | "expired";
              invited_by: string | null;
              created_at: string;
              expires_at: string;
              sends: number;
              last_sent_at: string;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invoices": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's invoices, newest first */
    get: {
      parameters: {
        query?: {
          skip?: number;
          limit?: number;
          status?: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible" | "open";
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                number: string | null;
                reason: "period" | "credit_note";
                corrects_id: string | null;
                plan: "free" | "pro" | "enterprise";
                currency: string;
                billing_period_start: string;
                billing_period_end: string;
                base_price: { amount: string; currency: string };
                usage_charges: { amount: string; currency: string };
                discount: { amount: string; currency: string };
                subtotal: { amount: string; currency: string };
                tax_rate: string;
                tax_amount: { amount: string; currency: string };
                total_amount: { amount: string; currency: string };
                paid_amount: { amount: string; currency: string };
                reverse_charge: boolean;
                status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
                due_date: string | null;
                finalised_at: string | null;
                sent_at: string | null;
                paid_at: string | null;
                notes: string;
                locale: "en" | "de";
                line_items: {
                  kind: "base" | "usage" | "discount" | "adjustment" | "tax";
                  metric: "files" | "storage" | "api_calls" | "archive" | "restores" | null;
                  usage_period: string | null;
                  description: string;
                  quantity: string;
                  unit: string;
                  unit_price: string;
                  amount: { amount: string; currency: string };
                  usage_query: { kind: string; from: string; to: string } | null;
                }[];
                pdf_url: string | null;
                payment_url: string | null;
                seller: {
                  name: string;
                  address: string | null;
                  country: string | null;
                  tax_id: string | null;
                } | null;
                buyer: {
                  name: string;
                  address: string | null;
                  country: string | null;
                  tax_id: string | null;
                } | null;
                created_at: string;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invoices/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** One invoice with its lines and what happened to it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              number: string | null;
              reason: "period" | "credit_note";
              corrects_id: string | null;
              plan: "free" | "pro" | "enterprise";
              currency: string;
              billing_period_start: string;
              billing_period_end: string;
              base_price: { amount: string; currency: string };
              usage_charges: { amount: string; currency: string };
              discount: { amount: string; currency: string };
              subtotal: { amount: string; currency: string };
              tax_rate: string;
              tax_amount: { amount: string; currency: string };
              total_amount: { amount: string; currency: string };
              paid_amount: { amount: string; currency: string };
              reverse_charge: boolean;
              status: "draft" | "finalised" | "sent" | "paid" | "overdue" | "void" | "uncollectible";
              due_date: string | null;
              finalised_at: string | null;
              sent_at: string | null;
              paid_at: string | null;
              notes: string;
              locale: "en" | "de";
              line_items: {
                kind: "base" | "usage" | "discount" | "adjustment" | "tax";
                metric: "files" | "storage" | "api_calls" | "archive" | "restores" | null;
                usage_period: string | null;
                description: string;
                quantity: string;
                unit: string;
                unit_price: string;
                amount: { amount: string; currency: string };
                usage_query: { kind: string; from: string; to: string } | null;
              }[];
              pdf_url: string | null;
              payment_url: string | null;
              seller: {
                name: string;
                address: string | null;
                country: string | null;
                tax_id: string | null;
              } | null;
              buyer: {
                name: string;
                address: string | null;
                country: string | null;
                tax_id: string | null;
              } | null;
              created_at: string;
              timeline: { kind: string; occurred_at: string; detail: Record<string, string> }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invoices/{id}/pdf": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** An invoice as PDF */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/pdf": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invoices/{id}/usage.csv": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The usage events behind an invoice, as CSV */
    get: {
      parameters: {
        query?: { locale?: "en" | "de" };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/csv": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The signed-in person and their organisations */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              user_id: string;
              email: string;
              name: string;
              role: string;
              locale: "en" | "de" | null;
              organisations: { slug: string; name: string; role: string; url: string }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete the signed-in person's account for good, at all organisations */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { confirm: string } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change the signed-in person's name or language */
    patch: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { name?: string; locale?: "en" | "de" | null } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { name: string; locale: "en" | "de" | null } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/me/confirm": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** By what the signed-in person can confirm that it is they */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { password: boolean; code: boolean } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Confirm by password or code that it is you; sensitive changes are let through for 15 minutes */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { password?: string; code?: string } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/data": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What the platform has about the signed-in person: JSON files in a ZIP */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/zip": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/email": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The change of the person's address that waits for its confirmations */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              change: {
                new_email: string;
                old_confirmed: boolean;
                new_confirmed: boolean;
                expires_at: string;
              } | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Ask for another address; both the old and the new one have to confirm it */
    put: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { email: string } } };
      responses: {
        202: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              new_email: string;
              old_confirmed: boolean;
              new_confirmed: boolean;
              expires_at: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    /** Cancel the change of the person's address */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/first-steps": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What a new organisation does first, and what of it is done */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              dismissed: boolean;
              working: boolean;
              steps: {
                id: "model" | "estimate" | "materials" | "report" | "settings" | "invite";
                done: boolean;
                target: string | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Put the list of first steps away, or bring it back */
    patch: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { dismissed: boolean } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              dismissed: boolean;
              working: boolean;
              steps: {
                id: "model" | "estimate" | "materials" | "report" | "settings" | "invite";
                done: boolean;
                target: string | null;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/me/handoffs": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** A link that signs the person in at another of their organisations */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { slug: string } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { "application/json": { url: string } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/notifications": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Which mails about the organisation the person gets */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              is_mailed: boolean;
              kinds: {
                invoices: boolean;
                payment_reminders: boolean;
                usage: boolean;
                plan_changes: boolean;
                domains: boolean;
                webhooks: boolean;
                sign_ins: boolean;
                archive: boolean;
              };
              in_app: {
                processing: boolean;
                archive: boolean;
                members: boolean;
                usage: boolean;
                invoices: boolean;
                payment_reminders: boolean;
                exports: boolean;
                estimates: boolean;
              };
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Choose which mails about the organisation to get */
    patch: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            invoices?: boolean;
            payment_reminders?: boolean;
            usage?: boolean;
            plan_changes?: boolean;
            domains?: boolean;
            webhooks?: boolean;
            sign_ins?: boolean;
            archive?: boolean;
            in_app?: Partial<
              Record<
                | "processing"
                | "archive"
                | "members"
                | "usage"
                | "invoices"
                | "payment_reminders"
                | "exports"
                | "estimates",
                boolean
              >
            >;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              is_mailed: boolean;
              kinds: {
                invoices: boolean;
                payment_reminders: boolean;
                usage: boolean;
                plan_changes: boolean;
                domains: boolean;
                webhooks: boolean;
                sign_ins: boolean;
                archive: boolean;
              };
              in_app: {
                processing: boolean;
                archive: boolean;
                members: boolean;
                usage: boolean;
                invoices: boolean;
                payment_reminders: boolean;
                exports: boolean;
                estimates: boolean;
              };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/me/password": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Choose a new password; ends the person's other sessions */
    put: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { current_password?: string; password: string } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/second-factor": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The state of the signed-in person's second factor */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              enabled: boolean;
              confirmed_at: string | null;
              recovery_codes_left: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Turn the second factor on by a first code; its recovery codes are shown once */
    put: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { code: string; enrolment: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { recovery_codes: string[] } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    /** Turn the second factor off */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/second-factor/give": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Give the second factor in a session that was opened without it */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { code: string } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/second-factor/recovery-codes": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Ten new recovery codes in place of those before; they are shown once */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { recovery_codes: string[] } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/second-factor/start": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** A new secret for an authenticator app, as text and QR code; nothing is turned on yet */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { secret: string; uri: string; qr_svg: string; enrolment: string } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/sessions": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Where the signed-in person is signed in, at all of their organisations */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                is_current: boolean;
                is_here: boolean;
                organisation: string;
                device: string;
                browser: string;
                ip: string;
                method: "password" | "link" | "sso" | "support";
                second_factor: boolean;
                created_at: string;
                last_seen_at: string;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** End all sessions of the signed-in person but this one */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { ended: number } } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/sessions/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** End one session of the signed-in person */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me/sign-out-everywhere": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** End all sessions of the signed-in person, on every device */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/members": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Members of the organisation */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                user_id: string;
                email: string;
                name: string;
                role: "viewer" | "editor" | "admin";
                joined_at: string;
                mail_bounces: boolean;
                second_factor: boolean | null;
                api_keys: { name: string; prefix: string }[];
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/members/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Remove a member, or leave */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a member's role */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { role: "viewer" | "editor" | "admin" } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { user_id: string; role: string } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/members/{id}/second-factor": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Take a member's lost second factor away and sign them out; never one's own */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { ended: number } } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/members/{id}/sessions": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** End all of a member's sessions at this organisation */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { ended: number } } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/members/{id}/transfer": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Make a member an admin and become something less, in one step */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { own_role?: "viewer" | "editor" } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/metrics": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Metrics for Prometheus */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/plain": string } };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/notifications": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What the person was told in the product, newest first */
    get: {
      parameters: {
        query?: {
          skip?: number;
          limit?: number;
          unread?: "true";
          topic?:
            | "processing"
            | "archive"
            | "members"
            | "usage"
            | "invoices"
            | "payment_reminders"
            | "exports"
            | "estimates";
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                kind:
                  | "file_completed"
                  | "file_failed"
                  | "file_restored"
                  | "file_restore_expiring"
                  | "file_restore_failed"
                  | "files_restored"
                  | "files_restore_expiring"
                  | "invitation_accepted"
                  | "role_changed"
                  | "usage_threshold"
                  | "invoice_new"
                  | "credit_note_new"
                  | "invoice_due"
                  | "payment_failed"
                  | "organisation_suspended"
                  | "export_ready"
                  | "export_failed"
                  | "comment_mention"
                  | "review_requested"
                  | "review_approved"
                  | "review_returned"
                  | "review_reopened"
                  | "revision_issued"
                  | "revision_withdrawn";
                title: string;
                detail: string | null;
                href: string | null;
                created_at: string;
                read_at: string | null;
              }[];
              total: number;
              next: string | null;
              unread: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/notifications/count": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How many notices the person has not read */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { unread: number } } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/notifications/read": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Mark notices as read */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json":
            | { ids: string[] }
            | {
                all: true;
                until?: string;
                topic?:
                  | "processing"
                  | "archive"
                  | "members"
                  | "usage"
                  | "invoices"
                  | "payment_reminders"
                  | "exports"
                  | "estimates";
              };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { unread: number; read_at: string } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/notifications/unread": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Take back that notices were marked as read */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { read_at: string } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { unread: number } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/openapi.json": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** This description of the API */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": Record<string, unknown> };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/operator/session": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Sign an operator in: 204 with the session, or at the first sign-in what the app has to read */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            email: string;
            password: string;
            code?: string;
            enrolment?: string;
            new_password?: string;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              enrolment: { secret: string; uri: string; qr_svg: string; enrolment: string };
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Sign an operator's browser out */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/password-resets": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Choose a new password with a mailed token */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { token: string; password: string } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Mail a link to choose a new password */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { email: string } } };
      responses: {
        202: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Versions of the price book, newest first, the built-in one last */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                version: number;
                name: string;
                currency: string;
                active: boolean;
                origin: "built_in" | "import" | "edit";
                created_at: string | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Import a price book (CSV or XLSX, form field `file`) as the next version */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
              prices: number;
              factors: number;
              entries: number;
              locations: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A price book version with all its entries; `default` is the built-in one */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
              items: {
                catalogue_id: string;
                name: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                entry: {
                  name: string;
                  unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  class: string;
                  whole_product: boolean;
                  master_format: string | null;
                  uni_format: string | null;
                } | null;
                aliases: string[];
                price: {
                  unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                  material_price: string;
                  labour_hours: string;
                  equipment_hours: string;
                  waste_allowance: string;
                  low_factor: string;
                  high_factor: string;
                  source: string;
                  placeholder: boolean;
                  priced_on: string | null;
                  own: boolean;
                } | null;
                factor: {
                  a1_a3_kg_per_kg: string;
                  module: "A1-A3";
                  quality: "A" | "B" | "C";
                  source: string;
                  biogenic_kg_per_kg: string | null;
                  own: boolean;
                  proxy: boolean;
                  biogenic_own: boolean;
                } | null;
                epd: { id: string; name: string } | null;
                mass: {
                  density_kg_m3: string | null;
                  thickness_m: string | null;
                  mass_per_unit_kg: string | null;
                  source: string;
                  own: boolean;
                  proxy: boolean;
                } | null;
                site_waste: { rate: string; source: string; own: boolean; proxy: boolean };
              }[];
              locations: {
                name: string;
                aliases: string[];
                factor: string;
                source: string;
                placeholder: boolean;
                own: boolean;
              }[];
              classes: string[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/activate": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Use this price book version for new estimates */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/export": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A price book version as CSV, as the import takes it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/csv": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/items/{catalogueId}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Change one entry of a price book version, or add one of your own: makes the next version */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string; catalogueId: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            entry?: {
              name: string;
              unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
              class: string;
              whole_product?: boolean;
              master_format?: string | null;
              uni_format?: string | null;
            };
            price?: {
              unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
              material_price: string | number;
              labour_hours: string | number;
              equipment_hours: string | number;
              waste_allowance?: string | number;
              low_factor?: string | number;
              high_factor?: string | number;
              source: string;
              placeholder?: boolean;
              priced_on?: string | null;
            } | null;
            factor?: {
              a1_a3_kg_per_kg: string | number;
              module?: "A1-A3";
              quality: "A" | "B" | "C";
              source: string;
              biogenic_kg_per_kg?: (string | number) | null;
            } | null;
            mass?: {
              density_kg_m3?: (string | number) | null;
              thickness_m?: (string | number) | null;
              mass_per_unit_kg?: (string | number) | null;
              source: string;
            } | null;
            site_waste?: { rate: string | number; source: string } | null;
            aliases?: string[];
            create?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    /** Remove an entry of your own, or all you changed of a built-in one: makes the next version */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string; catalogueId: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/levels": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Location factors of a price book version, price indices and exchange rates as CSV, as the import takes it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/csv": string } };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Import location factors, price indices and exchange rates (CSV or XLSX, form field `file`): tells what would change, and takes it with that answer's `revision` */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        200: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              accepted: boolean;
              revision: string;
              changes: {
                kind: "location" | "index" | "exchange_rate";
                name: string;
                before: string | null;
                after: string | null;
                source_before: string | null;
                source_after: string | null;
              }[];
              unchanged: number;
              price_book: {
                id: string;
                version: number;
                name: string;
                currency: string;
                active: boolean;
                origin: "built_in" | "import" | "edit";
                created_at: string | null;
              } | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/levels/workbook": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Location factors of a price book version, price indices and exchange rates as XLSX, as the import takes it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/locations": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Replace the location factors of your own in a price book version: makes the next version */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            locations: {
              name: string;
              aliases?: string[];
              factor: string | number;
              source: string;
              placeholder?: boolean;
            }[];
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/work-items": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Price entries of a price book version by work items of a library: makes the next version */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            library_id: string;
            machines?: "cost" | "hours";
            items: {
              number: number;
              catalogue_id: string;
              entry?: {
                name: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                class: string;
                whole_product?: boolean;
                master_format?: string | null;
                uni_format?: string | null;
              };
            }[];
          };
        };
      };
      responses: {
        200: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              version: number;
              name: string;
              currency: string;
              active: boolean;
              origin: "built_in" | "import" | "edit";
              created_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-books/{id}/workbook": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A price book version as XLSX, as the import takes it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: "default" | string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/price-levels": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Price index series and exchange rates that past costs are brought to today by */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              revision: number;
              series: {
                series: string;
                own: boolean;
                source: string;
                placeholder: boolean;
                values: { period: string; value: string; source: string }[];
              }[];
              exchange_rates: { from: string; to: string; period: string; rate: string; source: string }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Replace the price index values and exchange rates of your own */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "If-Match"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            index_values: { series: string; period: string; value: number | string; source?: string }[];
            exchange_rates?: {
              from: string;
              to: string;
              period: string;
              rate: number | string;
              source?: string;
            }[];
          };
        };
      };
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              revision: number;
              series: {
                series: string;
                own: boolean;
                source: string;
                placeholder: boolean;
                values: { period: string; value: string; source: string }[];
              }[];
              exchange_rates: { from: string; to: string; period: string; rate: string; source: string }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        412: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/projects": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** List projects, newest first */
    get: {
      parameters: {
        query?: { skip?: number; limit?: number; q?: string; archived?: "no" | "only" | "all" };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                name: string;
                description: string;
                is_restricted: boolean;
                archived_at: string | null;
                keep_hot: boolean;
                legal_hold: boolean;
                files: number;
                estimates: number;
                created_at: string;
              }[];
              total: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Create a project */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: { "application/json": { name: string; description?: string; is_restricted?: boolean } };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              description: string;
              is_restricted: boolean;
              archived_at: string | null;
              keep_hot: boolean;
              legal_hold: boolean;
              files: number;
              estimates: number;
              created_at: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/projects/contents": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Move files and estimates into a project, or out of any */
    put: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": { project_id: string | null; file_ids?: string[]; estimate_ids?: string[] };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { files: number; estimates: number } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/projects/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A project, its sums and who may see it */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              description: string;
              is_restricted: boolean;
              archived_at: string | null;
              keep_hot: boolean;
              legal_hold: boolean;
              files: number;
              estimates: number;
              created_at: string;
              totals: {
                files_by_status: Record<string, number>;
                storage_bytes: number;
                cost: { currency: string; low: string; likely: string; high: string; estimates: number }[];
                carbon: { a1_a3_kg: number; a1_a5_kg: number };
                floor_area_m2: number;
              };
              people: { user_id: string; name: string; email: string; role: string }[] | null;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a project; what is in it is moved first */
    delete: {
      parameters: {
        query?: { move_to?: "none" | string };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Rename, describe, archive or restrict a project */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            name?: string;
            description?: string;
            archived?: boolean;
            is_restricted?: boolean;
            keep_hot?: boolean;
            legal_hold?: boolean;
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              description: string;
              is_restricted: boolean;
              archived_at: string | null;
              keep_hot: boolean;
              legal_hold: boolean;
              files: number;
              estimates: number;
              created_at: string;
              totals: {
                files_by_status: Record<string, number>;
                storage_bytes: number;
                cost: { currency: string; low: string; likely: string; high: string; estimates: number }[];
                carbon: { a1_a3_kg: number; a1_a5_kg: number };
                floor_area_m2: number;
              };
              people: { user_id: string; name: string; email: string; role: string }[] | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/projects/{id}/people": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Say who sees a restricted project besides the admins */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { user_ids: string[] } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              description: string;
              is_restricted: boolean;
              archived_at: string | null;
              keep_hot: boolean;
              legal_hold: boolean;
              files: number;
              estimates: number;
              created_at: string;
              totals: {
                files_by_status: Record<string, number>;
                storage_bytes: number;
                cost: { currency: string; low: string; likely: string; high: string; estimates: number }[];
                carbon: { a1_a3_kg: number; a1_a5_kg: number };
                floor_area_m2: number;
              };
              people: { user_id: string; name: string; email: string; role: string }[] | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/projects/{id}/shares": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Links that lead to results of a project's estimates now; restricting the project revokes all of them */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                note: string;
                status: "live" | "expired" | "revoked";
                created_by: string | null;
                created_at: string;
                expires_at: string;
                revoked_at: string | null;
                last_opened_at: string | null;
                open_count: number;
                estimate_id: string;
                estimate: string;
              }[];
              more: boolean;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/quick-search": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Find files, estimates, projects and invoices by name, a few of each */
    get: {
      parameters: {
        query: { q: string; reach?: "newest" | "all" };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              files: { id: string; name: string; context: string | null; created_at: string }[];
              estimates: { id: string; name: string; context: string | null; created_at: string }[];
              projects: { id: string; name: string; context: string | null; created_at: string }[];
              invoices: { id: string; name: string; context: string | null; created_at: string }[];
              older: boolean;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/settings": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's settings */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              name: string;
              contact_email: string | null;
              website: string | null;
              locale: "en" | "de" | null;
              currency: string;
              location: string;
              labor_rate: string;
              equipment_rate: string;
              units: "metric" | "imperial";
              classification_language: "en" | "de";
              study_period_years: 50 | 60;
              max_file_size: number;
              allowed_file_types: ("ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv")[];
              brand_color: string | null;
              cors_origins: string[];
              known_locations: string[];
              revision: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change settings of the organisation */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "If-Match"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            name?: string;
            contact_email?: string | null;
            website?: string | null;
            locale?: "en" | "de" | null;
            currency?: string;
            location?: string;
            labor_rate?: number | string;
            equipment_rate?: number | string;
            units?: "metric" | "imperial";
            classification_language?: "en" | "de";
            study_period_years?: 50 | 60;
            max_file_size?: number;
            allowed_file_types?: ("ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv")[];
            brand_color?: string | null;
            cors_origins?: string[];
          };
        };
      };
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              name: string;
              contact_email: string | null;
              website: string | null;
              locale: "en" | "de" | null;
              currency: string;
              location: string;
              labor_rate: string;
              equipment_rate: string;
              units: "metric" | "imperial";
              classification_language: "en" | "de";
              study_period_years: 50 | 60;
              max_file_size: number;
              allowed_file_types: ("ifc" | "ifczip" | "dwg" | "dxf" | "rvt" | "pdf" | "xlsx" | "csv")[];
              brand_color: string | null;
              cors_origins: string[];
              known_locations: string[];
              revision: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        412: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/settings/archival": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's rules of archival */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              rules: {
                completed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                failed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                temporary_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                logs: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
              };
              defaults: {
                completed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                failed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                temporary_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                logs: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
              };
              kept_hot: number;
              on_hold: number;
              revision: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Set the rules of archival; what is left out is as by default */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "If-Match"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": {
            rules: {
              completed_files?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
              failed_files?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
              temporary_files?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
              logs?: {
                enabled?: boolean;
                after_days?: number;
                since?: "last_access" | "creation";
                storage_class?: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
              };
            };
          };
        };
      };
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              rules: {
                completed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                failed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                temporary_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                logs: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
              };
              defaults: {
                completed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                failed_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                temporary_files: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
                logs: {
                  enabled: boolean;
                  after_days: number;
                  since: "last_access" | "creation";
                  storage_class: "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                };
              };
              kept_hot: number;
              on_hold: number;
              revision: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        412: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/settings/sign-in": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How members sign in */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { require_second_factor: boolean; members_without: number } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Require a second factor of every member, or no more */
    patch: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { require_second_factor: boolean } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { require_second_factor: boolean; members_without: number } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/settings/sso": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's identity provider, and what to register there */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              connection: {
                issuer: string;
                client_id: string;
                is_enabled: boolean;
                is_required: boolean;
                auto_join: boolean;
                auto_join_role: "viewer" | "editor" | "admin";
              } | null;
              redirect_uris: string[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Enter the organisation's identity provider (OpenID Connect) */
    put: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: { "application/json": { issuer: string; client_id: string; client_secret?: string } };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              connection: {
                issuer: string;
                client_id: string;
                is_enabled: boolean;
                is_required: boolean;
                auto_join: boolean;
                auto_join_role: "viewer" | "editor" | "admin";
              } | null;
              redirect_uris: string[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    /** Forget the organisation's identity provider */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Turn single sign-on on or off, require it, and say who joins by themselves */
    patch: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            is_enabled?: boolean;
            is_required?: boolean;
            auto_join?: boolean;
            auto_join_role?: "viewer" | "editor";
          };
        };
      };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              connection: {
                issuer: string;
                client_id: string;
                is_enabled: boolean;
                is_required: boolean;
                auto_join: boolean;
                auto_join_role: "viewer" | "editor" | "admin";
              } | null;
              redirect_uris: string[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/settings/sso/test": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Ask the entered identity provider what it is, and say what is wrong */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { ok: boolean; problem: string | null } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in-links": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Mail a magic sign-in link */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { email: string } } };
      responses: {
        202: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in-links/look": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Whom a sign-in link signs in; it is not spent by this */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { token: string } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { email: string } } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-up": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Create an organisation and its first admin */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            organisation: string;
            slug: string;
            name: string;
            email: string;
            password: string;
          };
        };
      };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: { "application/json": { slug: string; url: string } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/status": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** How the product does: what works, open incidents and planned maintenance */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              state: "operational" | "degraded" | "down" | "maintenance";
              updated_at: string;
              capabilities: {
                name: "pages" | "transfers" | "processing" | "similar" | "mail" | "webhooks" | "archive";
                label: string;
                state: "operational" | "degraded" | "down" | "maintenance";
                words: string;
              }[];
              incidents: {
                id: string;
                kind: "incident" | "maintenance";
                title: string;
                affects: (
                  | "pages"
                  | "transfers"
                  | "processing"
                  | "similar"
                  | "mail"
                  | "webhooks"
                  | "archive"
                )[];
                impact: "operational" | "degraded" | "down";
                state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                starts_at: string;
                ends_at: string | null;
                resolved_at: string | null;
                updates: {
                  state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                  text: string;
                  at: string;
                }[];
              }[];
              maintenance: {
                id: string;
                kind: "incident" | "maintenance";
                title: string;
                affects: (
                  | "pages"
                  | "transfers"
                  | "processing"
                  | "similar"
                  | "mail"
                  | "webhooks"
                  | "archive"
                )[];
                impact: "operational" | "degraded" | "down";
                state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                starts_at: string;
                ends_at: string | null;
                resolved_at: string | null;
                updates: {
                  state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                  text: string;
                  at: string;
                }[];
              }[];
            };
          };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/status/history": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The last 90 days: minutes in which each part of the product worked, and past incidents */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              capabilities: {
                name: "pages" | "transfers" | "processing" | "similar" | "mail" | "webhooks" | "archive";
                label: string;
                uptime: string | null;
                days: { day: string; measured: number; degraded: number; down: number }[];
              }[];
              past: {
                id: string;
                kind: "incident" | "maintenance";
                title: string;
                affects: (
                  | "pages"
                  | "transfers"
                  | "processing"
                  | "similar"
                  | "mail"
                  | "webhooks"
                  | "archive"
                )[];
                impact: "operational" | "degraded" | "down";
                state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                starts_at: string;
                ends_at: string | null;
                resolved_at: string | null;
                updates: {
                  state: "planned" | "investigating" | "identified" | "monitoring" | "resolved";
                  text: string;
                  at: string;
                }[];
              }[];
            };
          };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/support-access": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Whether operators may enter, and when they did */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              allowed_until: string | null;
              sessions: {
                id: string;
                operator_name: string;
                reason: string;
                started_at: string;
                ends_at: string;
                is_under_way: boolean;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Let operators in for a time, or no longer */
    put: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { hours: number | null } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              allowed_until: string | null;
              sessions: {
                id: string;
                operator_name: string;
                reason: string;
                started_at: string;
                ends_at: string;
                is_under_way: boolean;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/support-session": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** End an operator's visit */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/tenant": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation of this host; without credentials its public part */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              slug: string;
              logo_url: string | null;
              branding: { color?: string };
              units: "metric" | "imperial";
              subscription_tier?: string;
              allowed_file_types?: string[];
              max_file_size?: number;
              storage_free?: number;
            };
          };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/tenant/addresses": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Where the organisation is found, and former addresses that lead there */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              slug: string;
              url: string;
              root_domain: string;
              domain: string | null;
              changes_left: number;
              former: { slug: string; leads_until: string }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/tenant/deletion": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Whether the organisation is to be deleted, and what is owed */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              due_at: string | null;
              requested_by: string | null;
              owed: { amount: string; currency: string }[];
              unpaid_invoices: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Ask for the organisation's deletion in 14 days; until then it is read-only */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { confirm: string } } };
      responses: {
        202: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              due_at: string | null;
              requested_by: string | null;
              owed: { amount: string; currency: string }[];
              unpaid_invoices: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Take the request for the organisation's deletion back */
    delete: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/tenant/logo": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The organisation's logo, as PNG */
    get: {
      parameters: {
        query?: { v?: string };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "image/png": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    /** Upload the organisation's logo (PNG, JPEG or WebP, form field `file`) */
    put: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "If-Match"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: { "application/json": { logo_url: string; revision: number } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        412: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    /** Take the organisation's logo away */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "If-Match"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: { "application/json": { revision: number } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        412: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/tenant/slug": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    /** Give the organisation another address; the old one leads on to it for 90 days */
    put: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { slug: string; confirm: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { slug: string; url: string } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/usage/current": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The month so far against plan and caps */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              plan: "free" | "pro" | "enterprise";
              currency: string;
              current_period: { start: string; end: string };
              usage: {
                files: { used: number; limit: number; percentage: number; projected: number };
                storage: {
                  used: number;
                  limit: number;
                  percentage: number;
                  projected: number;
                  quota: number;
                  average_gib: number;
                };
                archive: {
                  used: number;
                  limit: number;
                  percentage: number;
                  projected: number;
                  quota: number;
                  average_gib: number;
                };
                restores: { used: number };
                api_calls: {
                  used: number;
                  limit: number;
                  percentage: number;
                  projected: number;
                  quota: number;
                };
                browser_calls: { used: number };
              };
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/usage/daily": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Usage day by day */
    get: {
      parameters: {
        query?: { from?: string; to?: string };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                date: string;
                files_uploaded: number;
                files_processed: number;
                api_calls: number;
                browser_calls: number;
                estimates: number;
                storage_used: number;
                archive_used: number;
                restored: number;
                cost_estimated: string;
                carbon_calculated: string;
              }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/usage/events": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** The events behind the usage */
    get: {
      parameters: {
        query?: {
          from?: string;
          to?: string;
          kind?:
            | "file_uploaded"
            | "file_processed"
            | "api_call"
            | "browser_call"
            | "storage_delta"
            | "archive_delta"
            | "restore"
            | "estimate";
          limit?: number;
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                key: string;
                kind:
                  | "file_uploaded"
                  | "file_processed"
                  | "api_call"
                  | "browser_call"
                  | "storage_delta"
                  | "archive_delta"
                  | "restore"
                  | "estimate";
                quantity: string;
                detail: Record<string, string>;
                occurred_at: string;
              }[];
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/usage/events.csv": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Usage events of some days, as CSV */
    get: {
      parameters: {
        query?: {
          from?: string;
          to?: string;
          kind?:
            | "file_uploaded"
            | "file_processed"
            | "api_call"
            | "browser_call"
            | "storage_delta"
            | "archive_delta"
            | "restore"
            | "estimate";
          locale?: "en" | "de";
        };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "text/csv": string } };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/usage/storage": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What is stored where, against plan and caps, and what the archive saves */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              currency: string;
              hot: { files: number; bytes: number; limit: number; quota: number; reserved: number };
              archive: {
                files: number;
                bytes: number;
                limit: number;
                quota: number;
                by_class: {
                  files: number;
                  bytes: number;
                  storage_class: "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";
                }[];
                unseen_bytes: number;
              };
              moving: { files: number; bytes: number };
              restored: { files: number; bytes: number };
              prices: {
                hot_gib: { amount: string; currency: string };
                archive_gib: { amount: string; currency: string };
                restored_gib: { amount: string; currency: string };
              };
              saved_a_month: { amount: string; currency: string };
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/usage/top": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** API keys and members that used most */
    get: {
      parameters: {
        query?: { from?: string; to?: string };
        header?: { "X-Tenant-ID"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              api_keys: { id: string; name: string; calls: number }[];
              users: { id: string; name: string; files_uploaded: number }[];
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/verify/{sha256}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Whether a document with exactly this SHA-256 was issued, by whom, and whether it still holds */
    get: {
      parameters: { query?: never; header?: never; path: { sha256: string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              sha256: string;
              result: "issued" | "unknown" | "unavailable";
              issue: {
                of: "pdf" | "xlsx" | "snapshot";
                organisation: string;
                estimate: string;
                revision: string;
                purpose: string;
                issued_at: string;
                signer: { name: string; title: string };
                approved_at: string;
                status: "current" | "superseded" | "withdrawn";
                withdrawn_at: string | null;
              } | null;
            };
          };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/web-vitals": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Tell how fast a page was in the browser */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: {
          "application/json": {
            path: string;
            vitals: (
              | { name: "lcp" | "inp" | "ttfb" | "fcp"; value: number }
              | { name: "cls"; value: number }
            )[];
          };
        };
      };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/deliveries/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** One webhook delivery with its attempts: request, answer and time */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              endpoint_id: string;
              webhook_id: string;
              type: string;
              status: "pending" | "delivered" | "failed" | "cancelled";
              attempts: number;
              next_attempt_at: string | null;
              replay_of: string | null;
              created_at: string;
              finished_at: string | null;
              url: string;
              request_body: string;
              log: {
                number: number;
                started_at: string;
                duration_ms: number;
                request_headers: Record<string, string>;
                response_status: number | null;
                response_headers: Record<string, string> | null;
                response_body: string | null;
                error: { code: string; message: string } | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/deliveries/{id}/replay": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Send a webhook delivery's message again, under the same webhook-id */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: { "application/json": { delivery_id: string } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/endpoints": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Webhook endpoints and how they do */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                url: string;
                description: string;
                events: string[];
                status: "active" | "paused" | "disabled";
                status_reason: string | null;
                failures: number;
                failing_since: string | null;
                last_success_at: string | null;
                previous_secret_until: string | null;
                created_at: string;
                revision: number;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Create a webhook endpoint; its secret is shown once */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: { "application/json": { url: string; description?: string; events: string[] } };
      };
      responses: {
        201: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              url: string;
              description: string;
              events: string[];
              status: "active" | "paused" | "disabled";
              status_reason: string | null;
              failures: number;
              failing_since: string | null;
              last_success_at: string | null;
              previous_secret_until: string | null;
              created_at: string;
              revision: number;
              secret: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/endpoints/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** One webhook endpoint */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              url: string;
              description: string;
              events: string[];
              status: "active" | "paused" | "disabled";
              status_reason: string | null;
              failures: number;
              failing_since: string | null;
              last_success_at: string | null;
              previous_secret_until: string | null;
              created_at: string;
              revision: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a webhook endpoint with its log */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a webhook endpoint's address, description or events */
    patch: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "If-Match"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: {
        content: { "application/json": { url?: string; description?: string; events?: string[] } };
      };
      responses: {
        200: {
          headers: { ETag?: string; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              url: string;
              description: string;
              events: string[];
              status: "active" | "paused" | "disabled";
              status_reason: string | null;
              failures: number;
              failing_since: string | null;
              last_success_at: string | null;
              previous_secret_until: string | null;
              created_at: string;
              revision: number;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        412: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    trace?: never;
  };
  "/api/webhooks/endpoints/{id}/deliveries": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** What was sent to a webhook endpoint, newest first */
    get: {
      parameters: {
        query?: {
          limit?: number;
          status?: "pending" | "delivered" | "failed" | "cancelled";
          type?:
            | "file.uploaded"
            | "file.completed"
            | "file.failed"
            | "file.archived"
            | "file.restored"
            | "file.restore_expiring"
            | "analysis.completed"
            | "estimate.created"
            | "estimate.deleted"
            | "estimate.review_changed"
            | "estimate.issued"
            | "estimate.revision_withdrawn"
            | "usage.threshold_reached"
            | "invoice.finalized"
            | "invoice.paid"
            | "member.invited"
            | "member.joined"
            | "member.role_changed"
            | "member.removed"
            | "webhook.test";
          cursor?: string;
        };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                endpoint_id: string;
                webhook_id: string;
                type: string;
                status: "pending" | "delivered" | "failed" | "cancelled";
                attempts: number;
                next_attempt_at: string | null;
                replay_of: string | null;
                created_at: string;
                finished_at: string | null;
              }[];
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/endpoints/{id}/pause": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Stop sending to a webhook endpoint; what happens meanwhile waits */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              url: string;
              description: string;
              events: string[];
              status: "active" | "paused" | "disabled";
              status_reason: string | null;
              failures: number;
              failing_since: string | null;
              last_success_at: string | null;
              previous_secret_until: string | null;
              created_at: string;
              revision: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/endpoints/{id}/replays": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Send again what failed in a time, at most 1,000 messages */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { since: string; until?: string } } };
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: { "application/json": { replayed: number; remaining: number } };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/endpoints/{id}/resume": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Send to a webhook endpoint again, and at once what waits */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              url: string;
              description: string;
              events: string[];
              status: "active" | "paused" | "disabled";
              status_reason: string | null;
              failures: number;
              failing_since: string | null;
              last_success_at: string | null;
              previous_secret_until: string | null;
              created_at: string;
              revision: number;
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/endpoints/{id}/secret": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Give a webhook endpoint a new secret, shown once; the old one signs as well for a time */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody: { content: { "application/json": { overlap_hours?: number } } };
      responses: {
        200: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              url: string;
              description: string;
              events: string[];
              status: "active" | "paused" | "disabled";
              status_reason: string | null;
              failures: number;
              failing_since: string | null;
              last_success_at: string | null;
              previous_secret_until: string | null;
              created_at: string;
              revision: number;
              secret: string;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/endpoints/{id}/test": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** Send a test message to a webhook endpoint */
    post: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string; "Idempotency-Key"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        202: {
          headers: { "Idempotency-Replayed"?: "true"; [name: string]: unknown };
          content: { "application/json": { delivery_id: string } };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        409: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/event-types": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Events that webhook endpoints can listen for, with an example of each */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                type:
                  | "file.uploaded"
                  | "file.completed"
                  | "file.failed"
                  | "file.archived"
                  | "file.restored"
                  | "file.restore_expiring"
                  | "analysis.completed"
                  | "estimate.created"
                  | "estimate.deleted"
                  | "estimate.review_changed"
                  | "estimate.issued"
                  | "estimate.revision_withdrawn"
                  | "usage.threshold_reached"
                  | "invoice.finalized"
                  | "invoice.paid"
                  | "member.invited"
                  | "member.joined"
                  | "member.role_changed"
                  | "member.removed";
                group: string;
                description: string;
                example: Record<string, unknown>;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/webhooks/mail": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    /** What the mail provider tells of an address: it bounces for good, or its owner complained */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: {
        content: { "application/json": { type: "bounce" | "complaint"; email: string; detail?: string } };
      };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/work-item-libraries": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Libraries of work items (DDC CWICR), newest first, with how far an import is */
    get: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                id: string;
                name: string;
                currency: string;
                priced_on: string;
                attribution: string;
                status: "importing" | "ready" | "failed";
                filename: string;
                bytes: number;
                progress: number;
                rows: number;
                items: number;
                resources: number;
                problem_count: number;
                problems: {
                  row: number;
                  code:
                    | "code_missing"
                    | "name_missing"
                    | "unit_missing"
                    | "number_wrong"
                    | "negative"
                    | "unit_unknown"
                    | "parts_exceed_total"
                    | "too_many_resources";
                  column: string;
                  value: string;
                  message: string;
                }[];
                failure: string | null;
                created_at: string;
                imported_at: string | null;
              }[];
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    /** Import a file of work items (DDC CWICR as CSV or XLSX, form field `file`; before it `name`, `currency`, `priced_on`) */
    post: {
      parameters: { query?: never; header?: { "X-Tenant-ID"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "multipart/form-data": { file: Blob } } };
      responses: {
        202: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              id: string;
              name: string;
              currency: string;
              priced_on: string;
              attribution: string;
              status: "importing" | "ready" | "failed";
              filename: string;
              bytes: number;
              progress: number;
              rows: number;
              items: number;
              resources: number;
              problem_count: number;
              problems: {
                row: number;
                code:
                  | "code_missing"
                  | "name_missing"
                  | "unit_missing"
                  | "number_wrong"
                  | "negative"
                  | "unit_unknown"
                  | "parts_exceed_total"
                  | "too_many_resources";
                column: string;
                value: string;
                message: string;
              }[];
              failure: string | null;
              created_at: string;
              imported_at: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        413: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/work-item-libraries/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    /** Delete a library of work items, or give up its import; price book rows taken from it stay */
    delete: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        415: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/work-item-libraries/{id}/items": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Work items of a library by words of their name, code or section, and by unit */
    get: {
      parameters: {
        query?: { q?: string; unit?: "m3" | "m2" | "m" | "kg" | "t" | "pcs"; skip?: number; limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                number: number;
                rate_code: string;
                name: string;
                rate_unit: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | null;
                unit_scale: string | null;
                labour_hours: string;
                machine_hours: string;
                material_cost: string;
                machine_cost: string;
                labour_cost: string;
                other_cost: string;
                total: string;
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/work-item-libraries/{id}/items/{number}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** A work item with its resources, and the catalogue entries that it could price */
    get: {
      parameters: {
        query?: never;
        header?: { "X-Tenant-ID"?: string };
        path: { id: string; number: number };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              number: number;
              rate_code: string;
              name: string;
              rate_unit: string;
              unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs" | null;
              unit_scale: string | null;
              labour_hours: string;
              machine_hours: string;
              material_cost: string;
              machine_cost: string;
              labour_cost: string;
              other_cost: string;
              total: string;
              library: {
                id: string;
                name: string;
                currency: string;
                priced_on: string;
                attribution: string;
                imported_at: string | null;
              };
              places: { level: string; code: string; name: string }[];
              composition: string;
              resources: {
                kind: "labour" | "machine" | "material" | "abstract" | "other";
                code: string;
                name: string;
                unit: string;
                quantity: string | null;
                price: string | null;
                cost: string | null;
              }[];
              suggestions: {
                catalogue_id: string;
                name: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                master_format: string | null;
                uni_format: string | null;
                score: number;
                reasons: ("own_name" | "rule" | "spelling" | "words" | "meaning" | "unit" | "division")[];
                build_up: { material_price: string; labour_hours: string; equipment_hours: string } | null;
              }[];
              terms: {
                currency: string;
                equipment_rate: string;
                exchange: { rate: string; period: string; source: string } | null;
                refused: string | null;
              };
            };
          };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/work-item-libraries/{id}/matches": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    /** Catalogue entries with the work items of a library that could price them */
    get: {
      parameters: {
        query?: { show?: "all" | "unpriced"; skip?: number; limit?: number };
        header?: { "X-Tenant-ID"?: string };
        path: { id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: {
            "application/json": {
              items: {
                catalogue_id: string;
                name: string;
                unit: "m3" | "m2" | "m" | "kg" | "t" | "pcs";
                priced: "own" | "placeholder" | null;
                candidates: {
                  number: number;
                  rate_code: string;
                  name: string;
                  rate_unit: string;
                  score: number;
                  reasons: ("own_name" | "rule" | "spelling" | "words" | "meaning" | "unit" | "division")[];
                  words: string[];
                }[];
              }[];
              total: number;
              next: string | null;
            };
          };
        };
        400: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        401: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        403: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        404: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
        default: {
          headers: { [name: string]: unknown };
          content: { "application/problem+json": components["schemas"]["Problem"] };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    Problem: {
      /** A URN of the code */
      type: string;
      title: string;
      status: number;
      /** Stable, for programs */
      code: string;
      /** For people: what happened and what to do next */
      detail: string;
      trace_id: string;
      /** With `invalid_input`: each field that cannot be used */
      issues?: { path: string; message: string }[];
    };
  };
}
