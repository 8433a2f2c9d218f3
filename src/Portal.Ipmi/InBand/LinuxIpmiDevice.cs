using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portal.Ipmi.InBand;

/// <summary>Linux's <c>/dev/ipmi0</c> (module ipmi_devintf), <c>linux/ipmi.h</c>.</summary>
internal sealed class LinuxIpmiDevice : IIpmiDevice
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int MessageTooLong = 90;
    private const int AnswerKind = 1;
    private const int AddressBytes = 40;

    // IPMI_MAX_MSG_LENGTH; what is longer comes cut, which the decoder then notices.
    private const int MaxMessageBytes = 272;

    private static readonly nuint s_sendCommand = Operation(direction: 2, number: 13, Marshal.SizeOf<DriverRequest>());
    private static readonly nuint s_receiveTruncated = Operation(direction: 3, number: 11, Marshal.SizeOf<DriverReceive>());

    private readonly SafeFileHandle _device;
    private readonly AnonymousPipeServerStream _interrupt = new(PipeDirection.Out, HandleInheritability.None);
    private readonly PollEntry[] _poll;

    // Pinned: the driver reads and writes them while the garbage collector may run.
    private readonly byte[] _request = GC.AllocateArray<byte>(InBandAddress.Bytes + MaxMessageBytes, pinned: true);
    private readonly byte[] _answer = GC.AllocateArray<byte>(AddressBytes + MaxMessageBytes, pinned: true);

    private LinuxIpmiDevice(string name, SafeFileHandle device)
    {
        Name = name;
        _device = device;
        _poll =
        [
            new PollEntry { Descriptor = (int)device.DangerousGetHandle(), Wanted = PollEntry.Readable },
            new PollEntry { Descriptor = (int)_interrupt.ClientSafePipeHandle.DangerousGetHandle(), Wanted = PollEntry.Readable },
        ];
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>Opens the device with this number, under whichever name the system gives it.</summary>
    /// <exception cref="IpmiException">There is none, or this user may not.</exception>
    public static LinuxIpmiDevice Open(int number)
    {
        if (!OperatingSystem.IsLinux())
            throw new IpmiException(IpmiFailure.Unreachable, "In-band IPMI goes through Linux's /dev/ipmi0, and this is no Linux: use the BMC's LAN address.");
        string[] names = [$"/dev/ipmi{number}", $"/dev/ipmi/{number}", $"/dev/ipmidev/{number}"];
        foreach (var name in names)
        {
            try
            {
                return new LinuxIpmiDevice(name, File.OpenHandle(name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Perhaps under the next name.
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IpmiException(IpmiFailure.Unreachable, $"{name} may not be opened by this user: run as root, or give the user the right to read and write it.", e);
            }
            catch (IOException e)
            {
                throw new IpmiException(IpmiFailure.Unreachable, $"{name} cannot be opened ({e.Message}): the driver ipmi_si found no BMC, or the BMC does not answer it.", e);
            }
        }

        throw new IpmiException(
            IpmiFailure.Unreachable,
            $"There is no {names[0]}: this machine has no BMC, or the kernel modules ipmi_si and ipmi_devintf are not loaded (modprobe ipmi_si; modprobe ipmi_devintf).");
    }

    /// <inheritdoc />
    public void Send(InBandAddress address, Lun lun, long messageId, CommandCode code, ReadOnlySpan<byte> data)
    {
        address.Write(_request, lun);
        data.CopyTo(_request.AsSpan(InBandAddress.Bytes));
        var request = new DriverRequest
        {
            Address = Marshal.UnsafeAddrOfPinnedArrayElement(_request, 0),
            AddressLength = InBandAddress.Bytes,
            MessageId = (nint)messageId,
            Message = new DriverMessage
            {
                NetFn = (byte)code.NetFn,
                Command = code.Command,
                DataLength = (ushort)data.Length,
                Data = Marshal.UnsafeAddrOfPinnedArrayElement(_request, InBandAddress.Bytes),
            },
        };
        while (NativeMethods.SendCommand(_device, s_sendCommand, ref request) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IpmiException(IpmiFailure.Unreachable, $"The driver of {Name} refused to send {code}: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <inheritdoc />
    public InBandAnswer? Receive()
    {
        while (true)
        {
            if (NativeMethods.Poll(_poll, (nuint)_poll.Length, milliseconds: -1) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error == Interrupted)
                    continue;
                throw Gone(error);
            }

            if (_poll[1].Found != 0)
                return null;
            if ((_poll[0].Found & PollEntry.Readable) != 0)
            {
                if (Take() is { } answer)
                    return answer;
            }
            else if ((_poll[0].Found & PollEntry.Broken) != 0)
            {
                throw new IpmiException(IpmiFailure.SessionLost, $"{Name} is gone: the driver was unloaded.");
            }
        }
    }

    /// <inheritdoc />
    public void Interrupt() => _interrupt.Dispose();

    /// <inheritdoc />
    public void Dispose()
    {
        _interrupt.Dispose();
        _interrupt.ClientSafePipeHandle.Dispose();
        _device.Dispose();
    }

    /// <summary>The number of an ioctl, <c>asm-generic/ioctl.h</c>: direction, size of the argument, type 'i', number.</summary>
    private static nuint Operation(uint direction, uint number, int size) => (direction << 30) | ((uint)size << 16) | ('i' << 8) | number;

    private InBandAnswer? Take()
    {
        var message = new DriverReceive
        {
            Address = Marshal.UnsafeAddrOfPinnedArrayElement(_answer, 0),
            AddressLength = AddressBytes,
            Message = new DriverMessage { Data = Marshal.UnsafeAddrOfPinnedArrayElement(_answer, AddressBytes), DataLength = MaxMessageBytes },
        };
        if (NativeMethods.ReceiveMessage(_device, s_receiveTruncated, ref message) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error is Interrupted or TryAgain)
                return null;
            // A message that was cut is delivered all the same.
            if (error != MessageTooLong)
                throw Gone(error);
        }

        return message.Kind == AnswerKind
            ? new InBandAnswer(message.MessageId, _answer.AsSpan(AddressBytes, Math.Min((int)message.Message.DataLength, MaxMessageBytes)).ToArray())
            : null;
    }

    private IpmiException Gone(int error) => new(IpmiFailure.SessionLost, $"{Name} cannot be read any more: {Marshal.GetPInvokeErrorMessage(error)}.");
}
