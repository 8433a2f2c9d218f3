using Portal.Ipmi;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>What the BMC told, or that it did not. The default was never asked, or not answered.</summary>
/// <param name="Refusal">The completion code of a BMC that would not tell; 00h for an answer that makes no sense.</param>
internal readonly record struct Told<T>(bool IsKnown, T? Value, CompletionCode? Refusal)
{
    public static Told<T> Of(T value) => new(true, value, null);

    public static Told<T> Refused(CompletionCode code) => new(false, default, code);

    public bool TryGet(out T value)
    {
        value = Value!;
        return IsKnown;
    }
}
