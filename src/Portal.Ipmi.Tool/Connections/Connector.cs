using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Ipmi.InBand;

namespace Portal.Ipmi.Tool.Connections;

/// <summary>Opens the connection that the options ask for.</summary>
internal static class Connector
{
    /// <summary>Opens it.</summary>
    /// <exception cref="UsageException">Something is missing.</exception>
    /// <exception cref="IpmiException">The BMC could not be reached or did not let us in.</exception>
    public static async Task<OpenedConnection> OpenAsync(ConnectionSettings settings, TextWriter error, CancellationToken ct)
    {
        ILogger logger = settings.Verbosity == 0 ? NullLogger.Instance : new ErrorLog(error, settings.Verbosity > 1 ? LogLevel.Trace : LogLevel.Debug);
        var opened = settings.Interface == Interface.Open ? OpenDevice(settings, logger) : await OpenSessionAsync(settings, logger, ct);
        return Route(opened, settings);
    }

    /// <summary>The same connection for the controller and the logical unit that the options name.</summary>
    public static OpenedConnection Route(OpenedConnection opened, ConnectionSettings settings)
    {
        try
        {
            if (settings.Satellite is { } satellite)
                opened = opened with { Connection = opened.Bridge.Behind(satellite) };
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message.Split(" (Parameter", 2)[0]);
        }

        return settings.Lun is { } lun ? opened with { Connection = new LunConnection(opened.Connection, lun) } : opened;
    }

    /// <summary>The address of the BMC.</summary>
    public static async Task<IPEndPoint> FindAsync(ConnectionSettings settings, CancellationToken ct)
    {
        if (settings.Host is not { Length: > 0 } host)
            throw new UsageException("-I lanplus and -I lan go over the network: name the BMC with -H.");
        if (IPAddress.TryParse(host, out var address))
            return new IPEndPoint(address, settings.Port);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, ct);
            return addresses.Length > 0 ? new IPEndPoint(addresses[0], settings.Port) : throw new IpmiException(IpmiFailure.Unreachable, $"The name {host} has no address.");
        }
        catch (SocketException e)
        {
            throw new IpmiException(IpmiFailure.Unreachable, $"The name {host} has no address: {e.Message}", e);
        }
    }

    private static OpenedConnection OpenDevice(ConnectionSettings settings, ILogger logger)
    {
        var device = InBandConnection.Open(new InBandOptions { DeviceNumber = settings.DeviceNumber, Logger = logger });
        return new OpenedConnection(device, device, Session: null, EndPoint: null, device);
    }

    private static async Task<OpenedConnection> OpenSessionAsync(ConnectionSettings settings, ILogger logger, CancellationToken ct)
    {
        using var password = settings.Password ?? new SecretBytes([]);
        using var kg = settings.Kg;
        var options = new BmcSessionOptions
        {
            EndPoint = await FindAsync(settings, ct),
            UserName = settings.UserName,
            Password = password,
            Kg = kg,
            Privilege = settings.Privilege,
            Ipmi15 = settings.Ipmi15,
            Logger = logger,
        };
        // Who names a weak suite wants it.
        if (settings.CipherSuites.Count > 0)
            options = options with { CipherSuites = settings.CipherSuites, AllowWeakCipherSuites = true };
        if (settings.RetransmitAfter is { } first)
            options = options with { InitialRetransmission = first };
        if (settings.Retries is not null || settings.RetransmitAfter is not null)
        {
            var patience = options.InitialRetransmission * ((settings.Retries ?? 4) + 1);
            options = options with { CommandTimeout = patience, OpenTimeout = patience * 2 };
        }

        var session = await BmcSession.OpenAsync(options, ct);
        return new OpenedConnection(session, session, session, options.EndPoint, session);
    }
}
