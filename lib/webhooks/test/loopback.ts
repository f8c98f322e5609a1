/** Import this before anything that reads the configuration: receivers of this file's tests are on this machine. */
process.env.WEBHOOK_ALLOW_LOOPBACK = "1";
