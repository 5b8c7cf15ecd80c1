#!/usr/bin/env sh
# Makes the secrets of docker-compose.yml, each once: a second run changes nothing.
set -eu
folder="${1:-$(dirname "$0")/secrets}"
mkdir -p "$folder"
# Containers run as users of their own and must read the files; nobody else on this machine gets into the folder.
chmod 700 "$folder"

made() { node -e 'console.log(require("node:crypto").randomBytes(24).toString("hex"))'; }
keep() { [ -e "$folder/$1" ] || { printf '%s' "$2" >"$folder/$1" && chmod 444 "$folder/$1"; }; }

keep admin-token "$(made)"
keep grafana-password "$(made)"
keep postgres-password "$(made)"
keep views-url "postgres://rapport:$(cat "$folder/postgres-password")@postgres:5432/rapport"
