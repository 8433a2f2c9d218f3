using Portal.Fleet.Access;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>For whom the doctor looks: decides what is told and which fixes are offered.</summary>
internal sealed record DoctorAsker(ConsolePerson Person, BmcRight Rights)
{
    public bool May(BmcRight right) => (Rights & right) == right;
}
