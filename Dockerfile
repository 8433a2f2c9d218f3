# The portal in a container; docker-compose.yml says how to run it.
FROM node:20-bookworm-slim AS client
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY wwwroot-client wwwroot-client
RUN node wwwroot-client/build.mjs

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS portal
WORKDIR /source
COPY . .
COPY --from=client /source/src/Portal.Web/wwwroot/dist src/Portal.Web/wwwroot/dist
RUN dotnet publish src/Portal.Web -c Release -o /portal -p:RunAnalyzers=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /portal
COPY --from=portal /portal .
# Everything the portal keeps, for its own user only.
RUN install -d -o $APP_UID -g $APP_UID -m 700 /data
USER $APP_UID
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 Portal__DataDirectory=/data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "Portal.Web.dll"]
