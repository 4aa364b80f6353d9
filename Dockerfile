# cuecard as a container: docker run -p 4010:4010 -v ./scenarios:/srv/scenarios cuecard serve scenarios --host 0.0.0.0
FROM node:24-slim AS build
WORKDIR /cuecard
COPY package.json package-lock.json .npmrc ./
# The image has its Node; the one that npm would fetch for development is not needed here.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsdown.config.ts ./
COPY schemas schemas
COPY src src
RUN npm run build

FROM node:24-slim AS production
WORKDIR /cuecard
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /cuecard
COPY --from=production /cuecard/node_modules node_modules
COPY package.json LICENSE ./
COPY fixtures/refused fixtures/refused
COPY schemas schemas
COPY scenarios scenarios
COPY --from=build /cuecard/dist dist
# Scenarios, and whatever else a command reads or writes, are mounted here.
WORKDIR /srv
USER node
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=1s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/health').then(({ ok }) => process.exit(ok ? 0 : 1))"]
ENTRYPOINT ["node", "/cuecard/dist/cli.js"]
CMD ["serve", "--host", "0.0.0.0", "--port", "4010"]
