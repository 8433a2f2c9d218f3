using System.Net;
using System.Net.Sockets;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Interop.Tests;

/// <summary>Our engine against pyghmi's BMC, which virtualbmc and others are made of. It takes suite 3 whatever it is asked for, and its own client cannot log in to it.</summary>
public sealed class PyghmiBmcTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_BmcThatInsistsOnSuite3_IsAskedForItAndCommandsWork()
    {
        var endPoint = FreePort();
        using var process = ExternalProgram.Start("fakebmc", "python3-pyghmi", ["--port", $"{endPoint.Port}"]);
        try
        {
            await using var session = await OpenAsync(endPoint, password: "password");

            Assert.Equal((CipherSuiteId.Suite3, PrivilegeLevel.Administrator), (session.CipherSuite, session.Privilege));
            await session.SendAsync(new ChassisControl(ChassisAction.PowerUp), Ct);
            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
            await session.SendAsync(new ChassisControl(ChassisAction.PowerDown), Ct);
            Assert.False((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
            Assert.Equal(2, (await session.SendAsync(new GetDeviceId(), Ct)).IpmiMajor);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<BmcSession> OpenAsync(IPEndPoint endPoint, string password)
    {
        using var secret = SecretBytes.FromText(password);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = endPoint, UserName = "admin", Password = secret }, Ct);
            }
            catch (IpmiException e) when (e.Failure == IpmiFailure.Unreachable && attempt < 100)
            {
                // Refused at once while it starts.
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
            }
        }
    }

    private static IPEndPoint FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
