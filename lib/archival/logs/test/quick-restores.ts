/** Import this before anything that reads the configuration: the disk store then restores within a second. */
process.env.DISK_RESTORE_SECONDS = "1";
