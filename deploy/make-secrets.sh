#!/bin/sh
# Makes the secrets of deploy/compose.yaml, and its file of settings, where they are missing; one that is there stays as it is.
set -eu
umask 077
folder="$(dirname "$0")/secrets"
settings="$(dirname "$0")/.env"
mkdir -p "$folder"
[ -e "$settings" ] || echo "# Settings of every process, and keys of sources, as NAME=value: see docs/deploy.md." > "$settings"
random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
keep() { [ -s "$folder/$1" ] || printf '%s' "$2" > "$folder/$1"; }
keep postgres-password "$(random)"
keep erasure-key "$(random)"
keep session-secret "$(random)"
[ -s "$folder/redis-conf" ] || printf 'requirepass %s\n' "$(random)" > "$folder/redis-conf"
keep database-url "postgresql://groundswell:$(cat "$folder/postgres-password")@postgres:5432/groundswell"
keep redis-url "redis://:$(sed -n 's/^requirepass //p' "$folder/redis-conf")@redis:6379"
# The processes in the containers are not root, and read them through a folder that only its owner may enter.
chmod 700 "$folder"
chmod 644 "$folder"/*
echo "The secrets are in $folder: back them up, above all erasure-key."
