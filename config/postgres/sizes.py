"""How the embedded server is set for the machine it runs on."""

import os


def settings_for_this_machine() -> dict[str, str]:
    """Settings for this machine; a crash loses nothing (fsync stays on)."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {
        "listen_addresses": "''",
        "lc_messages": "'C'",  # our own messages are recognized in English
        "max_connections": "200",
        "shared_buffers": f"{max(32, min(2048, memory // 8))}MB",
        "effective_cache_size": f"{max(64, memory // 2)}MB",
        "work_mem": f"{max(4, min(64, memory // 256))}MB",
        "maintenance_work_mem": f"{max(32, min(1024, memory // 16))}MB",
        # Nothing copies from this server while it runs: what is loaded into new or
        # emptied tables goes to them alone, and is safe once it is committed.
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        "wal_compression": "on",
        "random_page_cost": "1.1",
        # Statements and the rows they quote hold names: no log repeats them.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        # What a killed program was waiting for is given up, and lets go of its locks.
        "client_connection_check_interval": "5s",
        "dynamic_shared_memory_type": _shared_memory(),
    }


def _shared_memory() -> str:
    """Containers often have a /dev/shm too small for parallel queries."""
    try:
        room = os.statvfs("/dev/shm")
    except OSError:
        return "mmap"
    return "posix" if room.f_frsize * room.f_blocks >= 2**29 else "mmap"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
