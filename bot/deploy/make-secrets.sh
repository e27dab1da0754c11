#!/usr/bin/env bash
# Makes the secrets that compose.yaml names, once, for their owner and the containers' users.
set -euo pipefail
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
keep() { [ -s "secrets/$1" ] || printf '%s' "$2" > "secrets/$1"; }
for name in direct-line-keys direct-line-secret sms-hash-keys staff-keys edition-signing-keys postgres-password redis-password; do
  keep "$name" "$(random)"
done
keep database-url "postgres://bot:$(cat secrets/postgres-password)@postgres:5432/bot"
keep redis-url "redis://:$(cat secrets/redis-password)@redis:6379/0"
# The bots run as another user and must read the files; nobody else gets into the folder.
chmod 700 secrets && chmod 644 secrets/*
echo "made in bot/deploy/secrets; keep sms-hash-keys for good: opt-outs are found by it"
