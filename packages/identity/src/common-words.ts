/**
 * Given and family names so frequent somewhere that two people sharing one is no surprise, however few accounts are at hand.
 * Folded spelling. The list only makes joining harder, so a missing name costs little.
 */
export const commonWords: ReadonlySet<string> = new Set(
  (
    "adam ahmed alan alex alexander ali amit ana andre andrea andreas andrei andrew andrey andy anna anne anthony antonio arun " +
    "ben benjamin bob brian bruno carlos charles chen chris christian christopher craig dan daniel dave david deepak denis " +
    "diego dmitry emily emma eric erik fabian felix fernando florian francesco francisco frank gabriel gary george giovanni " +
    "greg hans ian igor ivan jack jacob jake jakub james jan jason jean jeff jeffrey jens jessica jim joao joe johan johannes " +
    "john jon jonas jonathan jorge jose joseph josh joshua juan julia julian justin kai karl kate keith ken kevin kim kumar " +
    "lars laura lee leo li linda lisa lorenzo louis lucas luis luke marc marcel marco marcus maria mario mark markus martin " +
    "mary mateusz matt matteo matthew matthias max michael michal michel miguel mike mohamed mohammed mohit muhammad nick " +
    "nicolas niels nikhil nikolai oliver olivier oscar pablo patrick paul pavel pedro pete peter petr philip philipp pierre " +
    "piotr priya rahul raj ravi ricardo richard rob robert roberto robin roman ron ryan sam samuel sandeep sanjay sara sarah " +
    "scott sean sebastian sergey simon stefan stephan stephen steve steven suresh thomas tim timothy tobias todd tom tomas " +
    "tony victor vijay vincent vladimir wang wei will william wolfgang xavier yan yang yi yuri zhang " +
    "allen anderson bailey baker bauer becker bell bennett brown campbell carter castro chan chang cheng chowdhury clark cohen " +
    "collins cook cooper costa cruz das davies davis diaz dubois edwards evans fernandez ferrari fischer flores garcia gomes " +
    "gomez gonzalez green gupta hall hansen harris hernandez hill hoffmann huang hughes ito ivanov jackson jain jansen jensen " +
    "johansson johnson jones kang khan king klein kobayashi koch kowalski kumar larsen larsson lewis lim lin liu lopez martinez " +
    "meyer miller mitchell moore morgan morris muller murphy murray nelson nguyen nielsen novak nowak olsen park parker patel " +
    "pedersen perez petrov phillips popov ramirez rao reddy reed richter rivera roberts robinson rodriguez rogers rossi russo " +
    "sanchez santos sato schmidt schmitt schneider schulz schwarz scott shah sharma silva simpson singh smirnov smith stewart " +
    "sun suzuki svensson takahashi tan tanaka taylor thompson torres tran turner visser wagner walker ward watanabe watson weber " +
    "white williams wilson wolf wong wood wright wu xu yamamoto young zhao zhou zimmermann"
  ).split(" "),
);
