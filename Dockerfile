# syntax=docker/dockerfile:1
# One file, three images: docker build --target hvac | cold-path | cli .
ARG DOTNET=10.0

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET} AS build
WORKDIR /source

# The native parts change least and cost most, so they come first: the launcher asks the NuGet feed and obtains what it lacks.
COPY millrace global.json ./
COPY eng/ eng/
RUN mkdir -p /out/natives && ./millrace natives --copy-to /out/natives

COPY . .
RUN for program in topologies/Hvac topologies/ColdPath src/Millrace.Cli; do \
      dotnet publish "$program" -c Release --nologo -v quiet -p:UseAppHost=false -o "/out/$(basename "$program")" || exit 1; \
    done

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET} AS base
# Empty where the packages carry the libraries.
COPY --from=build /out/natives/ /app/natives/
ENV MILLRACE_NATIVES=/app/natives \
    LD_LIBRARY_PATH=/app/natives \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_gcServer=0 \
    Millrace__StateDirectory=/var/lib/millrace \
    Millrace__Health__Port=8080
RUN mkdir -p /var/lib/millrace /var/lib/archive && chown "$APP_UID" /var/lib/millrace /var/lib/archive
WORKDIR /app
USER $APP_UID

FROM base AS cli
COPY --from=build /out/Millrace.Cli/ ./
ENTRYPOINT ["dotnet", "Millrace.Cli.dll"]

FROM base AS worker
VOLUME /var/lib/millrace
EXPOSE 8080
STOPSIGNAL SIGTERM
# The image has no curl; bash speaks enough HTTP for a probe.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n1 <&3 | grep -q ' 200 '"]

FROM worker AS cold-path
COPY --from=build /out/ColdPath/ ./
VOLUME /var/lib/archive
ENTRYPOINT ["dotnet", "ColdPath.dll"]

FROM worker AS hvac
COPY --from=build /out/Hvac/ ./
ENTRYPOINT ["dotnet", "Hvac.dll"]
