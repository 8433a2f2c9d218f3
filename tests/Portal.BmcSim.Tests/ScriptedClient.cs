using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Portal.BmcSim.Tests;

/// <summary>A remote console that does exactly what a test tells it, also what no decent client would. Suite 3, straight from the specification, with one-shot cryptography.</summary>
internal sealed class ScriptedClient : IDisposable
{
    public const uint RemoteId = 0xA0A2A3A4;
    private readonly UdpClient _udp = new(AddressFamily.InterNetwork);
    private readonly byte[] _remoteRandom = RandomNumberGenerator.GetBytes(16);
    private byte[] _k1 = [];
    private byte[] _k2 = [];
    private uint _sequence;
    private byte _requestNumber;

    public ScriptedClient(SimulatedBmc bmc) => _udp.Connect(bmc.EndPoint);

    public SocketAddress Address => _udp.Client.LocalEndPoint!.Serialize();

    public uint ManagedId { get; private set; }

    public static async Task<ScriptedClient> LogInAsync(SimulatedBmc bmc, string user = "admin", byte privilege = 4)
    {
        var client = new ScriptedClient(bmc);
        await client.OpenAsync(privilege);
        var rakp2 = await client.Rakp1Async(user, privilege);
        var rakp4 = await client.Rakp3Async(rakp2, user, privilege, "password");
        Assert.Equal(0, rakp4[1]);
        var raised = await client.CommandAsync(0x06, 0x3B, privilege);
        Assert.Equal(0, raised[0]);
        return client;
    }

    /// <summary>Open Session; returns the payload of the answer.</summary>
    public async Task<byte[]> OpenAsync(byte privilege = 4, byte tag = 0, byte authentication = 1)
    {
        byte[] request = [tag, privilege, 0, 0, 0xA4, 0xA3, 0xA2, 0xA0, 0, 0, 0, 8, authentication, 0, 0, 0, 1, 0, 0, 8, 1, 0, 0, 0, 2, 0, 0, 8, 1, 0, 0, 0];
        var answer = await OutsideAsync(0x10, request);
        if (answer[1] == 0)
            ManagedId = BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(8));
        return answer;
    }

    public Task<byte[]> Rakp1Async(string user, byte privilege) =>
        OutsideAsync(0x12, [0, 0, 0, 0, .. Id(ManagedId), .. _remoteRandom, (byte)(0x10 | privilege), 0, 0, (byte)user.Length, .. Encoding.ASCII.GetBytes(user)]);

    public async Task<byte[]> Rakp3Async(byte[] rakp2, string user, byte privilege, string password)
    {
        var key = new byte[20];
        Encoding.ASCII.GetBytes(password, key);
        byte[] name = [(byte)(0x10 | privilege), (byte)user.Length, .. Encoding.ASCII.GetBytes(user)];
        var managedRandom = rakp2[8..24];
        var code = Mac(key, [.. managedRandom, .. Id(RemoteId), .. name]);
        var answer = await OutsideAsync(0x14, [0, 0, 0, 0, .. Id(ManagedId), .. code]);
        var sik = Mac(key, [.. _remoteRandom, .. managedRandom, .. name]);
        _k1 = Mac(sik, Enumerable.Repeat((byte)1, 20).ToArray());
        _k2 = Mac(sik, Enumerable.Repeat((byte)2, 20).ToArray())[..16];
        return answer;
    }

    /// <summary>Sends a command and returns completion code and data.</summary>
    public Task<byte[]> CommandAsync(byte netFn, byte command, params byte[] data) => CommandAsync(Request(++_requestNumber, netFn, command, data));

    /// <summary>Sends a message as it is and returns completion code and data of the answer.</summary>
    public async Task<byte[]> CommandAsync(byte[] message)
    {
        await _udp.SendAsync(Seal(0, message, ++_sequence));
        while (true)
        {
            var (type, payload) = Open(await ReceiveAsync());
            if (type == 0 && payload[4] == message[4] && payload[5] == message[5])
                return payload[6..^1];
        }
    }

    public static byte[] Request(byte number, byte netFn, byte command, params byte[] data)
    {
        byte[] message = [0x20, (byte)(netFn << 2), 0, 0x81, (byte)(number << 2), command, .. data, 0];
        message[2] = (byte)-(message[0] + message[1]);
        message[^1] = (byte)-message.AsSpan(3, message.Length - 4).ToArray().Sum(b => b);
        return message;
    }

    public async Task SendSolAsync(byte sequence, byte acknowledged, byte accepted, byte operation, string characters) =>
        await _udp.SendAsync(Seal(1, [sequence, acknowledged, accepted, operation, .. Encoding.ASCII.GetBytes(characters)], ++_sequence));

    public async Task<byte[]> ReceiveSolAsync()
    {
        while (true)
        {
            var (type, payload) = Open(await ReceiveAsync());
            if (type == 1)
                return payload;
        }
    }

    /// <summary>A sealed datagram with any session sequence number, to be sent with <see cref="SendAsync"/>.</summary>
    public byte[] Seal(byte payloadType, byte[] payload, uint sequence)
    {
        var pad = 15 - (payload.Length % 16);
        byte[] clear = [.. payload, .. Enumerable.Range(1, pad).Select(i => (byte)i), (byte)pad];
        using var aes = Aes.Create();
        aes.Key = _k2;
        var iv = RandomNumberGenerator.GetBytes(16);
        byte[] encrypted = [.. iv, .. aes.EncryptCbc(clear, iv, PaddingMode.None)];
        byte[] signed = [0x06, (byte)(0xC0 | payloadType), .. Id(ManagedId), .. Id(sequence), (byte)encrypted.Length, (byte)(encrypted.Length >> 8), .. encrypted, 0xFF, 0xFF, 2, 7];
        return [0x06, 0, 0xFF, 0x07, .. signed, .. Mac(_k1, signed)[..12]];
    }

    public uint NextSequence() => ++_sequence;

    public async Task SendAsync(byte[] datagram) => await _udp.SendAsync(datagram);

    public async Task<byte[]> ReceiveAsync() => (await _udp.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer;

    public void Dispose() => _udp.Dispose();

    private (byte Type, byte[] Payload) Open(byte[] datagram)
    {
        Assert.Equal(Mac(_k1, datagram[4..^12])[..12], datagram[^12..]);
        Assert.Equal(RemoteId, BinaryPrimitives.ReadUInt32LittleEndian(datagram.AsSpan(6)));
        var length = BinaryPrimitives.ReadUInt16LittleEndian(datagram.AsSpan(14));
        using var aes = Aes.Create();
        aes.Key = _k2;
        var clear = aes.DecryptCbc(datagram.AsSpan(32, length - 16), datagram.AsSpan(16, 16), PaddingMode.None);
        return ((byte)(datagram[5] & 0x3F), clear[..^(clear[^1] + 1)]);
    }

    private async Task<byte[]> OutsideAsync(byte payloadType, byte[] payload)
    {
        await _udp.SendAsync((byte[])[0x06, 0, 0xFF, 0x07, 0x06, payloadType, .. new byte[8], (byte)payload.Length, 0, .. payload]);
        return (await ReceiveAsync())[16..];
    }

    [SuppressMessage("Security", "CA5350", Justification = "Cipher suite 3 is HMAC-SHA1 by definition.")]
    private static byte[] Mac(byte[] key, byte[] message) => HMACSHA1.HashData(key, message);

    private static byte[] Id(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
