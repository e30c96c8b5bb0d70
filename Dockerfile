# One image for every role: pages and API, each worker, and the migration.
ARG NODE=20-slim

FROM node:${NODE} AS build
WORKDIR /groundswell
COPY . .
RUN npm run build

# The same tree again with what running needs and nothing else. A second install, because pruning the first leaves its files behind.
FROM build AS production
RUN rm -rf node_modules */node_modules */*/node_modules \
 && CI=true npx --yes pnpm@12.21.0 --filter "@groundswell/cli..." install --prod --frozen-lockfile --reporter=append-only \
 && rm -rf test bench scripts */*/src

FROM node:${NODE}
# Sources of the connector git are read with the program of that name.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates git \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /groundswell
COPY --from=production /groundswell ./
ENV NODE_ENV=production GROUNDSWELL_HOST=0.0.0.0 GROUNDSWELL_PORT=4400 GROUNDSWELL_HOME=/data
# The account that Node's image brings. Nothing below is written to but /data, and that only without a DATABASE_URL.
RUN install -d -o node -g node /data
USER 1000:1000
VOLUME /data
EXPOSE 4400
ENTRYPOINT ["node", "packages/cli/bin/groundswell.js"]
CMD ["up"]
